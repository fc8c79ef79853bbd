/** `ca`: where the CA of this machine lies, how to make systems and browsers trust it, and how to be rid of it. */

import type { Command } from 'commander'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { say } from './print.ts'

export function defineCa(program: Command): void {
  program
    .command('ca')
    .description(
      t(
        '가로채기에 쓰는 이 컴퓨터의 CA의 위치와 설치 방법 (run과 open에는 설치가 필요 없습니다)',
        'where this machine’s CA for capturing is, and how to trust it (run and open need no trust)',
      ),
    )
    .option('--remove', t('CA와 그것으로 만든 파일을 지웁니다', 'removes the CA and what was made with it'))
    .action(async ({ remove }: { remove?: boolean }) => {
      const { CaError, caFiles, ensureCa, removeCa } = await import('../capture/ca.ts')
      const { createClock } = await import('../core/clock.ts')
      if (remove) {
        const { folder } = caFiles()
        say(
          removeCa()
            ? t(
                `${folder} 폴더를 지웠습니다. 시스템에 설치했다면 거기서도 지우세요.`,
                `Removed ${folder}. Where you made a system trust it, remove it there, too.`,
              )
            : t(`지울 CA가 없습니다 (${folder}).`, `There is no CA to remove (${folder}).`),
        )
        return
      }
      try {
        const { file } = ensureCa(createClock().wall_ms())
        say(...hints(file))
      } catch (error) {
        throw error instanceof CaError ? new Failure(error.message) : error
      }
    })
}

function hints(file: string): string[] {
  return [
    file,
    '',
    t(
      'iamport.kr과 code.jquery.com 밖의 이름에는 서명해도 아무도 믿지 않는 CA입니다. `run`과 `open`은 설치 없이 씁니다.',
      'What this CA signs for names other than iamport.kr and code.jquery.com is trusted by nobody. `run` and `open` need no installation.',
    ),
    t(
      'hosts 파일로 가로챌 때만, 스스로 결정해서 설치하세요:',
      'Only to capture with a hosts file, and by your own decision:',
    ),
    `  macOS            sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${file}`,
    `  Debian, Ubuntu   sudo cp ${file} /usr/local/share/ca-certificates/iamport-sandbox.crt && sudo update-ca-certificates`,
    `  Fedora, RHEL     sudo cp ${file} /etc/pki/ca-trust/source/anchors/iamport-sandbox.pem && sudo update-ca-trust`,
    `  Windows          certutil -user -addstore Root ${file}`,
    `  Chrome (Linux)   certutil -d sql:$HOME/.pki/nssdb -A -t "C,," -n iamport-sandbox -i ${file}`,
    `  Firefox          ${t('설정 → 인증서 보기 → 인증 기관 → 가져오기', 'Settings → View Certificates → Authorities → Import')}`,
    t('지우기: iamport-sandbox ca --remove', 'To remove it: iamport-sandbox ca --remove'),
  ]
}
