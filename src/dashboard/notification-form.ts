/** Notification URLs and their Content-Type, with the admin site's test call beside them: one form, on two pages. */
import { say } from '../core/bilingual.ts'
import { type Fields, FormProblem } from './forms.ts'
import type { Form } from './page.ts'
import { askedShop } from './shop.ts'

/** `says` needs names of its own on each page. */
export function notificationForm(name: string, path: string): Form {
  const [saved, tested, failed] = [`${name}_saved`, `${name}_tested`, `${name}_failed`]
  return {
    name,
    path,
    says: {
      [saved]: say('Notification URL을 저장했습니다.', 'The Notification URL is saved.'),
      [tested]: say(
        '저장했고, 상점 서버가 테스트 웹훅을 받았습니다.',
        'Saved, and the shop’s server took the test webhook.',
      ),
      [failed]: say(
        '저장했지만 테스트 웹훅이 실패했습니다. 웹훅 목록의 첫 줄에 이유가 있습니다.',
        'Saved, but the test webhook failed. The first line of the list of webhooks says why.',
      ),
    },
    async act(parts, asked) {
      const { user_code } = askedShop(parts, asked)
      const { fields } = asked
      const notification_url = readUrls(fields)
      const notification_content_type = readContentType(fields)
      parts.acts.changeSettings(user_code, { notification_url, notification_content_type })
      if (fields.press !== 'test') return { say: saved }
      const sent = await parts.acts.testWebhook({ user_code })
      return { say: sent.every(({ state }) => state === 'delivered') ? tested : failed }
    },
  }
}

/** One URL per line, http or https. */
export function readUrls(fields: Fields): string[] {
  const lines = (fields.notification_url ?? '').split(/\s+/).filter(Boolean)
  for (const line of lines) {
    const protocol = URL.canParse(line) ? new URL(line).protocol : ''
    if (protocol === 'http:' || protocol === 'https:') continue
    throw new FormProblem(
      422,
      say(`Notification URL이 올바르지 않습니다: ${line}`, `This is no Notification URL: ${line}`),
      'notification_url',
      say(
        'http:// 또는 https://로 시작하는 전체 주소를 입력하세요. 예: http://127.0.0.1:3000/iamport/webhook',
        'Type a whole address that begins with http:// or https://, such as http://127.0.0.1:3000/iamport/webhook',
      ),
    )
  }
  return [...new Set(lines)]
}

function readContentType({ notification_content_type: type }: Fields): 'json' | 'form' {
  if (type === 'json' || type === 'form') return type
  throw new FormProblem(
    422,
    say('Content-Type은 json 또는 form입니다.', 'Content-Type is json or form.'),
    'notification_content_type',
  )
}
