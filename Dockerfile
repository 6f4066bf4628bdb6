# Tagloom in one image: API, worker and web application. The database and the queue come from outside (docker-compose.yml).
FROM node:20-bookworm-slim AS build
WORKDIR /app
ENV NX_DAEMON=false NX_ISOLATE_PLUGINS=false NX_TUI=false NX_NO_CLOUD=true
COPY package.json package-lock.json ./
COPY apps/server/package.json apps/server/
COPY apps/web/package.json apps/web/
COPY apps/web-e2e/package.json apps/web-e2e/
COPY libs/access/package.json libs/access/
COPY libs/claims/package.json libs/claims/
COPY libs/contracts/package.json libs/contracts/
COPY libs/metrics/package.json libs/metrics/
COPY libs/rule-engine/package.json libs/rule-engine/
COPY libs/tag-library/package.json libs/tag-library/
COPY tools/bench/package.json tools/bench/
COPY tools/demo/package.json tools/demo/
COPY tools/embedded/package.json tools/embedded/
RUN npm ci --no-audit --no-fund
COPY . .
# The build that `npm start` runs.
RUN node tools/start/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
COPY --from=build --chown=node:node /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=64", "apps/server/dist/main.js"]
