/*
 * Popups: opened in the click itself, because browsers allow none later; filled when the frame says with what; watched,
 * because nobody else notices that a buyer closes one.
 */
sdk.popups = (() => {
  var BLOCKED = {
    ko: '팝업차단을 해제해주셔야 결제창이 나타납니다.',
    ja: 'ポップアップブロックを解除していただくと、決済画面が表示されます。',
    en: 'Please allow pop-ups for this site to see the payment window.',
    certification: '팝업차단을 해제해주셔야 인증창이 나타납니다.',
  }

  /** For who reads the page after the alert has gone: the shop's developer, most often. */
  var HOW = {
    ko: '팝업이 차단되어 결제창을 열지 못했습니다. 이 사이트의 팝업을 허용하세요. 허용했는데도 막히면 IMP 호출이 클릭 안에서 바로 실행되지 않은 것입니다(await나 setTimeout 뒤의 호출은 차단됩니다).',
    en: 'The popup was blocked, so that no window could open. Allow popups for this site. If they are allowed, IMP was not called in the click itself: a call after an await or a setTimeout is blocked.',
  }

  /** The rule by which this PG's window opens for this request: the last one that fits. */
  function ruleFor(provider, type, param) {
    var of_pg = sdk.frames.rulesOf(type)[provider]
    if (!of_pg) return { kind: 'layer' }
    var popup =
      type === 'certification' ? (sdk.does.certification_popup ? param.popup || false : false) : param.popup
    var rules = of_pg[sdk.page.device()].filter(
      (rule) =>
        (rule.popup === undefined || rule.popup === popup) &&
        (!rule.asked ||
          ('value' in rule.asked ? param[rule.asked.param] === rule.asked.value : param[rule.asked.param])),
    )
    return rules[rules.length - 1] || { kind: 'layer' }
  }

  /** Opens the popup of a request. False when the browser blocks it. */
  function open(request, rule) {
    var left = Math.max(0, ((window.screen && screen.width) || 0) - rule.width) / 2
    var features = 'left=' + left + ',top=100,scrollbars=yes,resizable=yes,location=no,status=yes'
    if (rule.width) features += ',width=' + rule.width + ',height=' + rule.height
    var opened = window.open('about:blank', rule.name, features)
    if (!opened) {
      var language = String(navigator.language || 'ko').slice(0, 2)
      var text = request.type === 'certification' ? BLOCKED.certification : BLOCKED[language] || BLOCKED.ko
      window.alert(text)
      sdk.dialog.tellBlocked(language === 'ko' ? HOW.ko : HOW.en)
      sdk.page.note(
        'warn',
        'the browser blocked the popup: call IMP in the click itself, not after an await.',
      )
      return false
    }
    sdk.dialog.unblocked()
    request.popup = opened
    request.watch = setInterval(() => check(request), 100)
    return true
  }

  /** A page with a COOP header sees the popup as closed as soon as it is filled; the server knows better. */
  function check(request) {
    if (request.popup.closed === false) return
    clearInterval(request.watch)
    sdk.requests.say(request, { result: 'check.closing' })
  }

  /** The window has ended: the popup need not be there any more. */
  function close(request) {
    if (!request.popup) return
    clearInterval(request.watch)
    if (!request.popup.closed) request.popup.close()
  }

  return { ruleFor: ruleFor, open: open, close: close }
})()
