/* The shop's page, as far as the SDK has to know it: which device, when it is ready, what to tell its developer. */
sdk.page = (() => {
  function isMobile() {
    return /iPhone|iPad|iPod|Android|Mobile/i.test(window.navigator.userAgent)
  }

  /** To the developer, in the console. What is wrong is a warning that says what to change. */
  function note(level, text) {
    if (window.console && window.console[level]) window.console[level]('[iamport-sandbox] ' + text)
  }

  function whenReady(work) {
    if (document.readyState !== 'loading') work()
    else document.addEventListener('DOMContentLoaded', work)
  }

  /** Appends to the query and keeps what is there, and the hash. */
  function append(url, query) {
    var at = url.indexOf('#')
    var address = at < 0 ? url : url.slice(0, at)
    var hash = at < 0 ? '' : url.slice(at)
    var separator = address.indexOf('?') < 0 ? '?' : /[?&]$/.test(address) ? '' : '&'
    return address + separator + query + hash
  }

  /** The style sheet: as an object where the browser has such, because a strict CSP forbids style elements. */
  function addStyle(text) {
    if (document.adoptedStyleSheets && window.CSSStyleSheet && CSSStyleSheet.prototype.replaceSync) {
      var sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      document.adoptedStyleSheets = document.adoptedStyleSheets.concat([sheet])
      return
    }
    var style = document.createElement('style')
    style.appendChild(document.createTextNode(text))
    document.head.appendChild(style)
  }

  /** Why the sandbox may not be reached; a page on https has more reasons than others. */
  function whyAway() {
    var text = sdk.config.origin + ' does not answer. Is iamport-sandbox running?'
    if (location.protocol !== 'https:' || !/^http:/.test(sdk.config.origin)) return text
    return (
      text +
      ' 켜져 있다면, 이 페이지는 https이고 샌드박스는 http라서 브라우저가 막은 것입니다. Chrome은 이 컴퓨터(로컬 네트워크)에 연결할 권한을 ' +
      '묻습니다: 주소창 왼쪽의 사이트 설정에서 허용하세요. Safari는 허용하지 않습니다. 설정 없이 보려면: iamport-sandbox open ' +
      location.origin
    )
  }

  /** Up to 1.2.0 the real script works with the page's jQuery. Ours does without, unless it is told to fail like that one. */
  function checkJquery() {
    if (!sdk.does.jquery || window.jQuery) return
    if (sdk.config.jquery === 'required') throw new ReferenceError('jQuery is not defined')
    if (sdk.told_jquery) return
    sdk.told_jquery = true
    note(
      'info',
      'the real iamport.payment-' +
        sdk.config.version +
        '.js needs jQuery, and this page has none: load it before the script.',
    )
  }

  return {
    isMobile: isMobile,
    device: () => (isMobile() ? 'mobile' : 'pc'),
    note: note,
    whenReady: whenReady,
    append: append,
    addStyle: addStyle,
    checkJquery: checkJquery,
    whyAway: whyAway,
  }
})()
