FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json build.ts ./
COPY src src
RUN npm run build

# The bundle, Node to run it, and git with ssh for write-back. Nothing is installed at run time, and
# nothing is written outside /tmp, so the root file system can be read-only (mount an emptyDir there).
FROM node:24-bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates git openssh-client \
 && rm -rf /var/lib/apt/lists/* /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack
COPY --from=build /build/dist /app
USER 1000:1000
# The small nursery and the one arena halve what is resident beyond the live objects; a cycle is no slower.
ENV HOME=/tmp NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=2 MALLOC_ARENA_MAX=1
VOLUME /tmp
EXPOSE 8081
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8081/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/tagboat.js"]
CMD ["run"]
