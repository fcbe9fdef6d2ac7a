// SPDX-License-Identifier: Apache-2.0
// oidc-provider on Auth0's paths, over TLS. Prints `listening on https://127.0.0.1:PORT/` and runs until it is ended.
// node server.mjs --certificate PEM --key PEM --callback URL
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { parseArgs } from 'node:util';
import Provider from 'oidc-provider';
import { configuration } from './configuration.mjs';
import { answerInteraction } from './interaction.mjs';

const { values } = parseArgs({
  options: { certificate: { type: 'string' }, key: { type: 'string' }, callback: { type: 'string' } },
});
async function bodyOf(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return Object.fromEntries(new URLSearchParams(body));
}

const server = createServer({ cert: readFileSync(values.certificate), key: readFileSync(values.key) });

// The issuer holds the port: the provider is made once the system has given one.
server.listen(0, '127.0.0.1', () => {
  const issuer = `https://127.0.0.1:${server.address().port}/`;
  const provider = new Provider(issuer, configuration(values.callback));
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (request.url === '/oauth/token') {
      const { audience, ...rest } = await bodyOf(request);
      request.body = audience ? { ...rest, resource: audience } : rest;
    }
    if (!request.url.startsWith('/interaction/')) {
      answer(request, response);
      return;
    }
    answerInteraction(provider, request, response).catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  console.log(`listening on ${issuer}`);
});
