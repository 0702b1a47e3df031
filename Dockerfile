# syntax=docker/dockerfile:1
FROM node:20.20-bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY scripts/prepare.mjs scripts/
# `npm ci`, and a mark by which the build knows that it is done.
RUN ["node", "--input-type=module", "--eval", "import { install } from '/build/scripts/prepare.mjs'; install()"]
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:20.20-bookworm-slim
# Witnesses of the log may be git repositories, also ones reached by SSH.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git openssh-client && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production ASSAY_DATA=/data
WORKDIR /assay
COPY --from=build --chown=root:root /build/package.json /build/LICENSE ./
COPY --from=build --chown=root:root /build/node_modules ./node_modules
COPY --from=build --chown=root:root /build/model ./model
COPY --from=build --chown=root:root /build/dist ./dist
RUN mkdir /data && chown node:node /data && chmod +x /assay/dist/cli.js && ln -s /assay/dist/cli.js /usr/local/bin/assay
USER node
VOLUME /data
EXPOSE 4747
# The root file system may be read-only: what is written goes to /data and /tmp.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:4747/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/assay/dist/cli.js"]
CMD ["serve", "--host", "0.0.0.0"]
