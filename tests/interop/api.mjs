// SPDX-License-Identifier: Apache-2.0
// An API behind Auth0's own guard, express-oauth2-jwt-bearer: `/bearer`, `/allowed` and `/required` say what each does with
// DPoP. The guard knows neither nonces nor replays (RFC 9449, sections 9 and 11.1): both stand before it here, in
// `/required`. Prints `listening on http://127.0.0.1:PORT/` and runs until it is ended.
// node api.mjs --issuer URL --audience NAME
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import express from 'express';
import jwtBearer from 'express-oauth2-jwt-bearer';

const { values } = parseArgs({ options: { issuer: { type: 'string' }, audience: { type: 'string' } } });
const guardedBy = (dpop) => jwtBearer.auth({
  issuer: values.issuer, jwksUri: `${values.issuer}.well-known/jwks.json`, audience: values.audience, dpop,
});

let nonce = randomBytes(12).toString('base64url');
const seen = new Set();

function claimsOf(proof) {
  try {
    return JSON.parse(Buffer.from(proof.split('.')[1], 'base64url'));
  } catch {
    return {};
  }
}

function demandNonce(request, response, next) {
  const claims = request.headers.dpop ? claimsOf(request.headers.dpop) : undefined;
  const good = claims?.nonce === nonce;
  // Each answer brings another one, a good answer too.
  nonce = randomBytes(12).toString('base64url');
  response.set('DPoP-Nonce', nonce);
  if (!claims || good) return next();
  return response.set('WWW-Authenticate', 'DPoP error="use_dpop_nonce"').status(401).json({ error: 'use_dpop_nonce' });
}

function refuseReplay(request, response, next) {
  const { jti } = request.headers.dpop ? claimsOf(request.headers.dpop) : {};
  if (jti && seen.has(jti))
    return response.set('WWW-Authenticate', 'DPoP error="invalid_dpop_proof"').status(401).json({ error: 'replay' });
  seen.add(jti);
  return next();
}

const app = express();
const answer = (request, response) => response.json({ sub: request.auth.payload.sub, method: request.method });
app.all('/bearer/*', guardedBy({ enabled: false }), answer);
app.all('/allowed/*', guardedBy({ enabled: true, required: false }), answer);
app.all('/required/*', refuseReplay, demandNonce, guardedBy({ enabled: true, required: true }), answer);
app.use((error, _request, response, _next) => {
  response.set(error.headers ?? {}).status(error.status ?? 500).json({ error: error.code, message: error.message });
});
const server = app.listen(0, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}/`));
