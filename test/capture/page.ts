/** docs/capture.md: what of a shop is captured, and how; the table is that of the probes that the test runs. */
import type { Probe } from './probes.ts'

export function capturePage(probes: readonly Probe[]): string {
  const rows = probes.map(({ runtime, client, escapes }) => {
    return `| ${runtime} | ${client} | ${escapes ? '✗' : '✓'} | ${escapes ?? ''} |`
  })
  return `${HEAD}\n| 언어 | 클라이언트 | \`run\` | |\n|---|---|---|---|\n${rows.join('\n')}\n${TAIL}`
}

const HEAD = `# 고치지 않은 상점: 하드코딩된 주소 가로채기

*An unmodified shop, with \`https://api.iamport.kr\` and \`https://cdn.iamport.kr/js/…\` in its source, talks to the sandbox under
\`iamport-sandbox run -- CMD\`. Environment variables only: no root, no port 443, no hosts file. The table below is checked by
\`test/capture/clients.test.ts\`, one call per client.*

\`\`\`bash
npx iamport-sandbox run --webhook-path /iamport/webhook -- npm start
\`\`\`

- 가로채는 이름은 \`api\`, \`static-api\`, \`service\`, \`cdn\` \`.iamport.kr\`과 \`code.jquery.com\`뿐입니다. 나머지 연결은 풀지도 적지도 않고
  그대로 보냅니다. \`--offline\`이면 이 컴퓨터 밖의 연결을 막고 이름을 알려 줍니다 (\`--allow HOST\`는 예외).
- 이 컴퓨터의 CA는 한 번만 만들어 \`~/.iamport-sandbox/ca\`에 둡니다. 키는 0600이고, iamport.kr과 code.jquery.com 밖의 이름에는 서명해도
  아무도 믿지 않으며, 시스템에 설치하지 않습니다. 서버 인증서는 메모리에만 있고 7일 뒤 끝납니다.
- 이미 정해 둔 \`NODE_OPTIONS\`, \`PYTHONPATH\`, \`RUBYOPT\`, \`JAVA_TOOL_OPTIONS\`, \`NO_PROXY\`는 지우지 않고 뒤에 덧붙입니다. 쓰던 프록시는
  그대로 거쳐 나갑니다. 무엇을 왜 정하는지는 \`run --print\`가 보여 줍니다.
- api 이름에는 REST만, service와 cdn에는 SDK와 결제창만 있습니다. 제어 API와 대시보드는 샌드박스 자신의 주소에만 있습니다.
- 끝날 때 어느 이름을 몇 번 불렀는지 알려 줍니다. 빠져나간 상점은 여기서 보입니다.
- \`run --no-capture\`는 가로채지 않습니다. \`IAMPORT_SANDBOX_HOME\`은 CA를 둘 폴더를, \`CHROME_PATH\`는 \`open\`이 쓸 브라우저를 정합니다.
- \`run --open\`은 상점이 포트를 열면 그 브라우저까지 엽니다.
`

const TAIL = `
## 브라우저

상점은 서버와 브라우저입니다. \`run\`은 서버를, 아래는 브라우저를 데려옵니다.

\`\`\`bash
npx iamport-sandbox open http://localhost:3000 --url http://127.0.0.1:43211   # run이 알려 준 주소
\`\`\`

설치된 Chrome이나 Chromium을 임시 프로필로 열고, 가로채는 이름만 샌드박스로 보내며, CA를 설치하지 않고 그 공개키만 믿습니다. 창을 닫으면
프로필도 지웁니다. 어느 브라우저에서든 쓰려면 \`start --tls-port 443\`, hosts 파일, \`iamport-sandbox ca\`를 쓰세요.

테스트에서는 \`iamport-sandbox/playwright\`의 \`captureBrowser(sandbox)\`가 같은 플래그를 줍니다. 스크립트만 바꿔 주려면
\`route(context, sandbox)\`로 충분합니다. Cypress는 \`before:browser:launch\`에서 \`open --print\`가 출력하는 플래그를 더하세요.

\`code.jquery.com\`은 설치된 npm 패키지 jquery와 버전이 같을 때만, 배포된 파일 그대로 내려갑니다. 없으면 콘솔이 설치할 버전을 알려 줍니다.
다른 CDN은 건드리지 않습니다.

## 웹훅

\`--webhook-path\`를 주면 상점이 여는 포트(\`--app-port\`로 정할 수도 있습니다)로 Notification URL을 정합니다. \`notice_url\`에 남아 있는
ngrok 같은 터널 주소도 그 포트로 바꿔 보냅니다. 대시보드나 \`--webhook\`으로 정한 주소가 먼저입니다.

## 컨테이너와 휴대폰

\`\`\`yaml
services:
  sandbox:
    image: iamport-sandbox
    command: start --host 0.0.0.0 --tls-port 443
    networks: { default: { aliases: [api.iamport.kr, static-api.iamport.kr, service.iamport.kr, cdn.iamport.kr] } }
\`\`\`

Android 에뮬레이터의 10.0.2.2, iOS 시뮬레이터, 실제 기기는 \`--host\`와 토큰, CA 설치가 필요합니다. 이 경로는 자동으로 시험하지 않습니다.

## 닿지 않는 것

- Apache HttpClient 4의 \`createDefault()\`, Reactor Netty(Spring WebClient): 시스템 프록시를 읽지 않습니다.
- macOS와 Windows의 Go: 인증서를 \`SSL_CERT_FILE\`이 아니라 시스템에서 읽습니다.
- \`python -E\`, \`python -I\`, gevent처럼 소켓을 통째로 바꾸는 라이브러리, Bun과 Deno, PHP-FPM(환경 변수를 지웁니다).
- 자식 프로세스의 환경 변수를 새로 만드는 도구 (예: \`.env\`를 쓰는 \`php artisan serve\`에는 \`--no-reload\`).

\`iamport-sandbox doctor\`는 이 컴퓨터의 언어마다 한 번씩 실제로 불러 봅니다.
`
