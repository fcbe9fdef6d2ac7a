// SPDX-License-Identifier: Apache-2.0
// Auth0's paths and habits, said in oidc-provider's words.
import { generateKeyPairSync, randomBytes } from 'node:crypto';

const scopesOf = {
  'https://api.example.com': 'read:messages write:messages',
  'https://orders-api.example.com': 'read:orders',
};

export const accounts = new Map([
  ['alice@example.com', {
    password: 'Passw0rd!',
    claims: { sub: 'auth0|alice', name: 'Alice Example', email: 'alice@example.com', email_verified: true },
  }],
]);

const routes = {
  authorization: '/authorize',
  token: '/oauth/token',
  revocation: '/oauth/revoke',
  userinfo: '/userinfo',
  jwks: '/.well-known/jwks.json',
  end_session: '/oidc/logout',
};

function client(callback) {
  return {
    client_id: 'native-public',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [callback],
    post_logout_redirect_uris: [callback],
  };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: randomBytes(8).toString('hex') };
}

// A native application of the tenant's owner is asked for no consent.
async function grantAll({ oidc }) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope(oidc.params.scope);
  for (const resource of oidc.params.resource ?? []) grant.addResourceScope(resource, oidc.params.scope);
  await grant.save();
  return grant;
}

// Auth0 calls the resource of RFC 8707 `audience`, and remembers it for the refreshes; these may ask for each other API too.
const resourceIndicators = {
  enabled: true,
  defaultResource: ({ oidc }, _client, oneOf) => {
    if (oneOf) return oneOf[0];
    return oidc.params.audience && [...new Set([oidc.params.audience, ...Object.keys(scopesOf)])];
  },
  useGrantedResource: () => true,
  getResourceServerInfo: (_ctx, audience) => ({
    audience,
    scope: scopesOf[audience],
    accessTokenFormat: 'jwt',
    accessTokenTTL: 3600,
    jwt: { sign: { alg: 'RS256' } },
  }),
};

export function configuration(callback) {
  return {
    clients: [client(callback)],
    routes,
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    extraParams: ['audience'],
    pkce: { methods: ['S256'], required: () => true },
    rotateRefreshToken: true,
    // Auth0 wants no prompt=consent for offline_access.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    loadExistingGrant: grantAll,
    findAccount: (_ctx, sub) => {
      const found = [...accounts.values()].find(({ claims }) => claims.sub === sub);
      return found && { accountId: sub, claims: () => found.claims };
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: {
      AccessToken: 3600, IdToken: 3600, RefreshToken: 86400, AuthorizationCode: 60,
      Grant: 86400, Session: 86400, Interaction: 600,
    },
    features: {
      devInteractions: { enabled: false },
      // Whoever sends a proof needs a nonce, at /userinfo too.
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          const button = '<button name="logout" value="yes">Log out</button></form>';
          ctx.body = `<!doctype html><title>Log out?</title>${form.replace('</form>', button)}`;
        },
      },
      resourceIndicators,
    },
  };
}
