// Owns the control of the queue bench: the same rows and rates over a bare socket to a bare page that sorts an array, moves a
// class with the arrow keys, and on Enter puts as many elements and words beside it as a conversation has, and the focus into
// a box. What it takes is what the browser, the throttle and the machine take.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const PAGE = `<!doctype html><meta charset=utf-8><style>body{margin:0}#l{height:900px;overflow:auto}i{display:block;height:52px}
.on{background:#cde}body{display:grid;grid-template-columns:320px 1fr 320px}p{display:grid;grid-template-columns:48px 16px 1fr 32px}
</style><div id=l tabindex=0 role=listbox></div><main></main><aside></aside><script>
const rows=new Map();let sorted=[],cursor=0,asked=false;
const items=Array.from({length:18},()=>l.appendChild(document.createElement('i')));
function draw(){items.forEach((item,at)=>{const row=sorted[at];item.textContent=row?row.name+' '+row.intent+' '+row.dueAt:'';
item.className=at===cursor?'on':''});l.setAttribute('aria-activedescendant',String(cursor))}
function frame(){asked=false;sorted=[...rows.values()].sort((a,b)=>a.dueAt-b.dueAt);draw()}
new WebSocket('ws://'+location.host).onmessage=({data})=>{for(const {kind,row} of JSON.parse(data))
kind==='left'?rows.delete(row.handoff):rows.set(row.handoff,row);if(!asked){asked=true;requestAnimationFrame(frame)}};
function part(tag,words,parts){const made=document.createElement(tag);made.textContent=words;
for(let n=0;n<parts;n+=1)made.appendChild(document.createElement('span')).textContent=words.slice(n*9,n*9+9);return made}
function open(){const said='Can somebody look at what became of the booking for twelve people that I changed yesterday at noon, please?';
const log=part('div','',0);log.setAttribute('role','log');log.append(...Array.from({length:14},(_,n)=>part('p',said+n,9)),'(of )');
const box=document.createElement('textarea');document.querySelector('main').replaceChildren(part('header',said,55),log,part('section',said,25),box);
document.querySelector('aside').replaceChildren(part('section',said,18));box.focus()}
addEventListener('keydown',({key})=>{if(key==='Enter')return open();cursor=key==='Home'?0:(cursor+(key==='ArrowUp'?17:1))%18;draw()});
</script>`;

export async function bareQueue(waiting: number) {
  const http = createServer((_, response) => response.end(PAGE));
  const sockets = new WebSocketServer({ server: http });
  let made = 0;
  const rows: object[] = [];
  const newcomer = () => {
    made += 1;
    const row = {
      handoff: `w-${made}`,
      name: `Customer ${made}`,
      intent: 'change a booking',
      dueAt: (made * 7_919) % 1e6,
    };
    rows.push(row);
    return { kind: 'came', row };
  };
  const send = (changes: object[]) => {
    for (const socket of sockets.clients) socket.send(JSON.stringify(changes));
  };
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  sockets.on('connection', (socket) =>
    socket.send(JSON.stringify(Array.from({ length: waiting }, newcomer))),
  );
  let timer: NodeJS.Timeout | undefined;
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    feed(perSecond: number): void {
      timer = setInterval(
        () =>
          send(
            Array.from({ length: perSecond / 100 }, () => [
              newcomer(),
              { kind: 'left', row: rows.shift() },
            ]).flat(),
          ),
        20,
      );
    },
    rest: () => clearInterval(timer),
    stop(): void {
      clearInterval(timer);
      for (const socket of sockets.clients) socket.terminate();
      http.close();
    },
  };
}
