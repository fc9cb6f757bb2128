// Owns the control of the wall bench: the same frames over a bare socket to a bare page that writes each queue of them as
// JSON into a text node of its own. What it takes is what the browser and the machine take.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

const PAGE = `<!doctype html><meta charset=utf-8><main></main><script>
const lines=new Map(),main=document.querySelector('main');
const line=(id)=>{if(!lines.has(id)){const li=main.appendChild(document.createElement('li'));
lines.set(id,li.appendChild(document.createTextNode('')))}return lines.get(id)};
new WebSocket('ws://'+location.host).onmessage=({data})=>{const {board,tick}=JSON.parse(data);
for(const queue of (board??tick).queues??[])line(queue.id).data=JSON.stringify(queue)};
</script>`;

export async function bareWall() {
  const http = createServer((_, response) => response.end(PAGE));
  const sockets = new WebSocketServer({ server: http });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    tell(frame: string): void {
      for (const socket of sockets.clients) socket.send(frame);
    },
    stop(): void {
      for (const socket of sockets.clients) socket.terminate();
      http.close();
    },
  };
}
