/**
 * The public API with the key of an administrator. `call` throws where it is refused, `ask` answers with what was said.
 *
 * @param {{ url: string, adminKey: string }} server
 */
export function apiOf({ url, adminKey }) {
  const ask = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {unknown} */ body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  };
  const call = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {unknown} */ body) => {
    const answer = await ask(method, path, body);
    if (answer.status >= 400)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
    return answer.body;
  };
  return { ask, call };
}

/**
 * What the API answers to the person who is signed in on this page.
 *
 * @param {import('playwright-core').Page} page
 */
export const askAs =
  (page) =>
  async (/** @type {string} */ method, /** @type {string} */ path, body = undefined) => {
    const response = await page.request.fetch(`/api/v1${path}`, {
      method,
      headers: { 'x-requested-with': 'tagloom' },
      ...(body !== undefined && { data: body }),
    });
    const text = await response.text();
    return { status: response.status(), body: text ? JSON.parse(text) : undefined };
  };

/** What was said, so far as two answers could be told apart. @param {ReturnType<typeof askAs>} ask */
export async function told(
  ask,
  /** @type {string} */ method,
  /** @type {string} */ path,
  /** @type {unknown} */ body = undefined,
) {
  const answer = await ask(method, path, body);
  return [answer.status, answer.body?.error?.code ?? null];
}
