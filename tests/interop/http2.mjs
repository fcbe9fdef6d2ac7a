// SPDX-License-Identifier: Apache-2.0
// A server that speaks HTTP/2 over TLS. It says what it got; `/refused` refuses the token `canary-1`, `/drop` closes the
// connection when the whole request has come. Prints `listening on https://127.0.0.1:PORT/` and runs until it is ended.
// node http2.mjs --certificate PEM --key PEM
import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { certificate: { type: 'string' }, key: { type: 'string' } } });
const server = createSecureServer({ cert: readFileSync(values.certificate), key: readFileSync(values.key) });
let arrived = 0;

server.on('request', async (request, response) => {
  let length = 0;
  for await (const chunk of request) length += chunk.length;
  const { authorization = '' } = request.headers;
  if (request.url !== '/arrived') arrived += 1;
  if (request.url === '/drop') return request.stream.session.destroy();
  if (request.url === '/refused' && authorization === 'Bearer canary-1') {
    response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' });
    return response.end();
  }
  return response.end(JSON.stringify({ version: request.httpVersion, method: request.method, length, authorization, arrived }));
});
server.listen(0, '127.0.0.1', () => console.log(`listening on https://127.0.0.1:${server.address().port}/`));
