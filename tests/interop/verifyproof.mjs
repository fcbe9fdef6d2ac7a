// SPDX-License-Identifier: Apache-2.0
// Verifies a DPoP proof with the npm package `jose`, and prints its claims and the thumbprint of its key as JSON.
// node verifyproof.mjs PROOF; exits 1 when it is not good.
import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from 'jose';

const { payload, protectedHeader } = await jwtVerify(process.argv[2], EmbeddedJWK, {
  typ: 'dpop+jwt', algorithms: ['ES256'], maxTokenAge: '60s',
});
console.log(JSON.stringify({ claims: payload, thumbprint: await calculateJwkThumbprint(protectedHeader.jwk) }));
