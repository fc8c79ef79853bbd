# 샌드박스 하나: docker build -t iamport-sandbox . && docker run --rm -p 4780:4780 -e IAMPORT_SANDBOX_TOKEN=secret iamport-sandbox
FROM node:22-alpine AS build
WORKDIR /app
# better-sqlite3에는 musl용 바이너리가 있어 컴파일러가 필요 없습니다.
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
RUN npm ci --no-audit --no-fund
COPY src ./src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-alpine
WORKDIR /app
ENV NODE_ENV=production \
    IAMPORT_SANDBOX_HOST=0.0.0.0 \
    IAMPORT_SANDBOX_PORT=4780 \
    IAMPORT_SANDBOX_DB=/data/sandbox.db
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json CHANGELOG.md LICENSE ./
COPY bin ./bin
COPY views ./views
COPY fixtures ./fixtures
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4780
HEALTHCHECK --interval=5s --timeout=2s --start-period=5s --retries=10 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.IAMPORT_SANDBOX_PORT + '/_sandbox/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/iamport-sandbox.js"]
CMD ["start"]
