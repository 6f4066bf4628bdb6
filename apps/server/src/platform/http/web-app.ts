import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router, type RequestHandler } from 'express';

const WEB_DIR = join(import.meta.dirname, '../../../../web/dist');
const A_YEAR_MS = 365 * 24 * 3600 * 1000;

/**
 * The built web app, with `index.html` for every address that is not a file and not below `/api`. Vite puts a hash in
 * the name of each asset, so those are kept for ever and the page itself never.
 */
export function webApp(directory = WEB_DIR): RequestHandler {
  const router = Router();
  if (existsSync(join(directory, 'index.html'))) {
    router.use(
      '/assets',
      express.static(join(directory, 'assets'), { immutable: true, maxAge: A_YEAR_MS }),
      assetIsGone,
    );
    router.use(
      express.static(directory, { setHeaders: (response) => response.setHeader('Cache-Control', 'no-cache') }),
    );
    router.use(page(directory));
  } else {
    router.use((_request, response) => void response.status(503).type('html').send(NOT_BUILT));
  }
  return (request, response, next) => (/^\/api(\/|$)/.test(request.path) ? next() : router(request, response, next));
}

/** An older page asks for the assets of its build: it must not get a page in place of a script. */
const assetIsGone: RequestHandler = (_request, response) => {
  response.status(404).type('text').send('Not found');
};

const page =
  (directory: string): RequestHandler =>
  (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile('index.html', { root: directory, cacheControl: false });
  };

const NOT_BUILT = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Tagloom</title>
<p>网页尚未构建，请运行 npm start。接口可用：<a href="/api/health">/api/health</a></p>
<p lang="en">The web app is not built yet: run npm start. The API works: <a href="/api/health">/api/health</a></p></html>`;
