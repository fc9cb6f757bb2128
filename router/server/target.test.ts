import { expect, test } from 'vitest';
import { checkTarget, isPublicAddress, TargetRefusedError } from './target.ts';

const answers =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

test('only addresses that everyone may reach are public', () => {
  const hidden = [
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.168.1.1',
    '198.18.0.1 198.51.100.7 203.0.113.7 224.0.0.1 240.0.0.1 255.255.255.255',
    ':: ::1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 64:ff9b::a00:1 fc00::1 fd12::1 fe80::1 ff02::1 2001:db8::1 2001::1 2002:a00:1::',
    'localhost 1.2.3 not-an-address',
  ];
  expect(hidden.join(' ').split(' ').filter(isPublicAddress)).toEqual([]);
  expect(
    ['8.8.8.8', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'].filter(
      (each) => !isPublicAddress(each),
    ),
  ).toEqual([]);
});

test('a target is https at a public address, and the address that was checked is the one to connect to', async () => {
  const target = await checkTarget('https://hooks.example/in?a=1', [], answers('8.8.4.4', '8.8.8.8'));
  expect({ ...target, url: target.url.href }).toEqual({
    url: 'https://hooks.example/in?a=1',
    address: '8.8.4.4',
    family: 4,
  });
});

test('everything else is refused, unless the configuration lists the host', async () => {
  const refused = async (url: string, ...addresses: string[]) =>
    expect(checkTarget(url, [], answers(...addresses))).rejects.toThrow(TargetRefusedError);
  await refused('http://hooks.example/', '8.8.8.8');
  await refused('https://hooks.example/', '8.8.8.8', '10.0.0.1');
  await refused('https://127.0.0.1/');
  await refused('https://[::1]/');
  await refused('https://0x7f.1/');
  await refused('https://2130706433/');
  await refused('https://user:word@hooks.example/', '8.8.8.8');
  await refused('file:///etc/passwd');
  await refused('https://empty.example/');

  for (const allowed of ['localhost', 'localhost:8080', 'LOCALHOST'])
    expect(await checkTarget('http://localhost:8080/', [allowed], answers('127.0.0.1'))).toMatchObject({
      address: '127.0.0.1',
    });
  for (const other of ['localhost:9090', 'ocalhost', 'notlocalhost', 'localhost.example'])
    await expect(checkTarget('http://localhost:8080/', [other], answers('127.0.0.1'))).rejects.toThrow(
      TargetRefusedError,
    );
});
