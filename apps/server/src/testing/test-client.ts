export interface TestResponse<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** Calls the API over HTTP, as the outside world does. `headers` are sent with every call. */
export class TestClient {
  constructor(
    private readonly baseUrl: string,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** The same client with other headers on top, such as another key or a cookie. */
  with(headers: Record<string, string>): TestClient {
    return new TestClient(this.baseUrl, { ...this.headers, ...headers });
  }

  get<T = unknown>(path: string): Promise<TestResponse<T>> {
    return this.send('GET', path);
  }
  post<T = unknown>(path: string, body?: unknown): Promise<TestResponse<T>> {
    return this.send('POST', path, body);
  }
  put<T = unknown>(path: string, body?: unknown): Promise<TestResponse<T>> {
    return this.send('PUT', path, body);
  }
  patch<T = unknown>(path: string, body?: unknown): Promise<TestResponse<T>> {
    return this.send('PATCH', path, body);
  }
  delete<T = unknown>(path: string, body?: unknown): Promise<TestResponse<T>> {
    return this.send('DELETE', path, body);
  }

  /** Sends a body as it is, for malformed ones. */
  async raw<T = unknown>(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string> = {},
  ): Promise<TestResponse<T>> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: { ...this.headers, ...headers },
      body,
      redirect: 'manual',
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      body: (isJson && text ? JSON.parse(text) : text) as T,
      headers: response.headers,
    };
  }

  private send<T>(method: string, path: string, body?: unknown): Promise<TestResponse<T>> {
    if (body === undefined) return this.raw(method, path, undefined);
    return this.raw(method, path, JSON.stringify(body), { 'content-type': 'application/json' });
  }
}
