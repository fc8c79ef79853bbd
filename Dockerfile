# 샌드박스 하나: docker build -t iamport-sandbox . && docker run --rm -p 4780:4780 -e IAMPORT_SANDBOX_TOKEN=secret iamport-sandbox
FROM node:24-alpine AS tarball
WORKDIR /source
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY README.md CHANGELOG.md LICENSE ./
COPY bin ./bin
COPY build ./build
COPY src ./src
COPY views ./views
COPY fixtures ./fixtures
RUN npm pack --pack-destination /tmp

# npm에 올리는 것과 같은 tarball 하나. 함께 설치할 패키지도, 컴파일할 것도 없습니다.
FROM node:24-alpine
ENV NODE_ENV=production \
    IAMPORT_SANDBOX_HOST=0.0.0.0 \
    IAMPORT_SANDBOX_PORT=4780 \
    IAMPORT_SANDBOX_DB=/data/sandbox.db
COPY --from=tarball /tmp/iamport-sandbox-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund --ignore-scripts /tmp/iamport-sandbox-*.tgz \
    && rm -r /tmp/iamport-sandbox-*.tgz /root/.npm \
    && mkdir /data && chown node:node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 4780
# 실행 중인 샌드박스를 이 폴더의 기록에서 찾으므로 --port를 바꿔도 맞습니다.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --start-interval=1s --retries=3 \
  CMD ["iamport-sandbox", "health"]
ENTRYPOINT ["iamport-sandbox"]
CMD ["start"]
