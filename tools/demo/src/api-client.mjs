const ATTEMPTS = 30;

/** An answer of the API that is not a success. */
export class ApiError extends Error {
  /** @param {string} request @param {number} status @param {any} body */
  constructor(request, status, body) {
    const { code, message, path, hint } = body?.error ?? {};
    super(
      [`${request}: ${status} ${code ?? ''}`.trim(), path && `at ${path}`, message, hint].filter(Boolean).join(' – '),
    );
    this.status = status;
    this.code = code;
  }
}

/**
 * A client of the public API, with an API key. It waits when told to (429 and 503 with Retry-After) and tries again when the connection breaks:
 * everything it sends may be sent twice.
 *
 * @param {string} url
 * @param {string} key
 */
export const createApiClient = (url, key) => clientWith(url, { authorization: `Bearer ${key}` });

/**
 * The same for a person, signed in; `signOut` ends that.
 *
 * @param {string} url
 * @param {{ email: string, password: string }} account
 */
export async function signIn(url, { email, password }) {
  const own = { 'x-requested-with': 'tagloom' };
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { ...own, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new ApiError('POST /api/v1/auth/login', response.status, await response.json());
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; '); // prettier-ignore
  const client = clientWith(url, { ...own, cookie });
  return { ...client, signOut: () => client.post('/api/v1/auth/logout', undefined) };
}

/** @param {string} url @param {Record<string, string>} credentials */
function clientWith(url, credentials) {
  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  async function request(method, path, body) {
    for (let attempt = 1; ; attempt++) {
      /** @type {Response} */
      let response;
      try {
        response = await fetch(`${url}${path}`, {
          method,
          headers: {
            ...credentials,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          body: body === undefined ? undefined : JSON.stringify(body),
        });
      } catch (error) {
        if (attempt >= 5)
          throw new Error(`${method} ${url}${path}: no answer (${/** @type {Error} */ (error).cause ?? error})`, {
            cause: error,
          });
        await pause(500 * attempt);
        continue;
      }
      if ((response.status === 429 || response.status === 503) && attempt < ATTEMPTS) {
        await response.arrayBuffer();
        await pause(Math.min(10, Number(response.headers.get('retry-after')) || 1) * 1000);
        continue;
      }
      const answer = response.headers.get('content-type')?.includes('json')
        ? await response.json()
        : await response.text();
      if (!response.ok) throw new ApiError(`${method} ${path}`, response.status, answer);
      return answer;
    }
  }
  return {
    get: (/** @type {string} */ path) => request('GET', path),
    post: (/** @type {string} */ path, /** @type {unknown} */ body) => request('POST', path, body),
    put: (/** @type {string} */ path, /** @type {unknown} */ body) => request('PUT', path, body),
    patch: (/** @type {string} */ path, /** @type {unknown} */ body) => request('PATCH', path, body),
  };
}

/** @typedef {ReturnType<typeof createApiClient>} ApiClient */

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
