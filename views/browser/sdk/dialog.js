/* The dialog: one element over the shop's page that holds all frames, hidden until one of them has a window to show. */
sdk.dialog = (() => {
  var STYLE =
    'body.imp-payment-progress{position:static}' +
    'body.imp-payment-progress>:not(.imp-dialog){display:none}' +
    '.imp-dialog{display:none;position:fixed;top:0;right:0;bottom:0;left:0;width:100%;height:100%;z-index:99999}' +
    '.imp-dialog.pc{background:rgba(0,0,0,.5)}' +
    '.imp-dialog.mobile{background:#fff}' +
    '.imp-dialog .imp-frame{display:none;position:absolute;top:0;left:0;width:100%;height:100%;border:0}' +
    '.imp-dialog .imp-frame.imp-frame-active{display:block}' +
    '.imp-dialog .imp-header{display:none;position:absolute;top:0;left:0;right:0;height:25px;margin:0 auto;z-index:1}' +
    '.imp-dialog.with-header .imp-header{display:block}' +
    '.imp-dialog .imp-close{position:absolute;top:10px;right:10px;width:24px;height:24px;padding:0;border:0;' +
    'background:none;font:24px/24px sans-serif;cursor:pointer}' +
    '.imp-dialog .imp-message{position:absolute;top:50%;left:50%;transform:translate(-50%,-50%);box-sizing:border-box;' +
    'width:min(420px,90%);padding:24px;border-radius:8px;background:#fff;color:#222;font:16px/1.6 sans-serif;' +
    'text-align:center;box-shadow:0 4px 24px rgba(0,0,0,.3)}' +
    '.imp-dialog .imp-message button{margin-top:16px;padding:8px 24px;font:inherit;cursor:pointer}' +
    '.imp-blocked{position:fixed;top:12px;left:50%;transform:translateX(-50%);z-index:99999;box-sizing:border-box;' +
    'display:flex;gap:12px;align-items:flex-start;width:min(480px,94%);padding:14px 16px;border-left:4px solid #f5c542;' +
    'border-radius:4px;background:#14171c;color:#fff;font:15px/1.5 sans-serif;text-align:left;' +
    'box-shadow:0 4px 24px rgba(0,0,0,.3)}' +
    '.imp-blocked p{flex:1;margin:0}' +
    '.imp-blocked button{flex:none;padding:4px 10px;border:1px solid #8b94a1;border-radius:4px;background:#2a2f38;' +
    'color:#fff;font:inherit;cursor:pointer}' +
    '.imp-dialog .imp-message,.imp-blocked{word-break:keep-all;overflow-wrap:anywhere}'

  var element = null
  var has_style = false
  /** Where the focus was when a layer was opened, and goes back to. */
  var before = null

  /** Starts over with an empty dialog, last in the body. */
  function build() {
    remove()
    style()
    element = document.createElement('div')
    element.className = 'imp-dialog customizable'
    if (sdk.does.wrapper) element.id = 'imp-iframe-wrapper'
    document.body.appendChild(element)
    return element
  }

  function style() {
    if (!has_style) sdk.page.addStyle(STYLE)
    has_style = true
  }

  function remove() {
    if (element) left()
    if (element && element.parentNode) element.parentNode.removeChild(element)
    element = null
  }

  /** Whether the page still has it: a page may have replaced its whole body since. */
  function isThere() {
    return element !== null && document.documentElement.contains(element)
  }

  function open(frame, provider, type, layer) {
    var device = sdk.page.device()
    var name = type + '-' + (provider || 'default')
    element.className = 'imp-dialog customizable ' + name + ' ' + device
    if (device === 'mobile' && /iPhone|iPad|iPod/i.test(navigator.userAgent)) element.className += ' ios'
    if (layer.kind === 'popup') element.className += ' popup'
    element.style.display = 'block'
    if (device === 'mobile') document.body.classList.add('imp-payment-progress')
    sdk.frames.activate(frame, layer, device)
    if (layer.kind === 'layer') enter(frame, type)
    if (type === 'certification' && layer.kind === 'layer') addHeader(layer, device)
  }

  /** A layer is a dialog of the page: the focus goes into it, and Escape in the page around it asks as its X does. */
  function enter(frame, type) {
    if (!before) before = document.activeElement
    element.setAttribute('role', 'dialog')
    element.setAttribute('aria-modal', 'true')
    element.setAttribute('aria-label', type === 'certification' ? '본인인증창' : '결제창')
    frame.element.focus()
    document.addEventListener('keydown', onEscape)
  }

  function onEscape(event) {
    if (event.key === 'Escape' && !event.isComposing) sdk.requests.communicate({ result: 'check.closing' })
  }

  function left() {
    document.removeEventListener('keydown', onEscape)
    var names = ['role', 'aria-modal', 'aria-label']
    for (var i = 0; i < names.length; i++) element.removeAttribute(names[i])
    var back = before
    before = null
    /** A callback of the shop may have moved it already. */
    var is_lost = document.activeElement === document.body || element.contains(document.activeElement)
    if (back && back.focus && is_lost) back.focus({ preventScroll: true })
  }

  /** The X above the layer of an identity verification. */
  function addHeader(layer, device) {
    var header = document.createElement('div')
    var close = document.createElement('button')
    header.className = 'imp-header'
    close.type = 'button'
    close.className = 'imp-close'
    close.textContent = '×'
    close.setAttribute('aria-label', '닫기')
    close.onclick = () => sdk.requests.communicate({ result: 'check.closing' })
    if (device === 'pc' && layer.width) header.style.width = layer.width + 'px'
    header.appendChild(close)
    removeAll('.imp-header')
    element.appendChild(header)
    element.classList.add('with-header')
  }

  /**
   * Hides the dialog. The vendor's script reloads its frames here; ours are clean once they have said `done`, and a frame
   * that navigates can close an alert() that the shop shows at that moment.
   */
  function close() {
    if (!element) return
    left()
    element.style.display = 'none'
    element.className = 'imp-dialog customizable'
    removeAll('.imp-header')
    document.body.classList.remove('imp-payment-progress')
    sdk.frames.deactivate()
  }

  /** Says what is wrong, over the page, until it is closed. */
  function tell(text) {
    var box = document.createElement('div')
    var words = document.createElement('p')
    var button = document.createElement('button')
    box.className = 'imp-message'
    box.setAttribute('role', 'alertdialog')
    box.setAttribute('aria-label', 'iamport-sandbox')
    words.textContent = text
    button.type = 'button'
    button.textContent = '닫기'
    button.onclick = () => {
      removeAll('.imp-message')
      close()
    }
    box.appendChild(words)
    box.appendChild(button)
    removeAll('.imp-message')
    element.className = 'imp-dialog customizable pc'
    element.style.display = 'block'
    element.appendChild(box)
  }

  /** Says in the page, over nothing that matters, that a popup was blocked and what helps. It goes with the next request. */
  function tellBlocked(text) {
    var box = document.createElement('div')
    var words = document.createElement('p')
    var button = document.createElement('button')
    style()
    unblocked()
    box.className = 'imp-blocked'
    box.setAttribute('role', 'alert')
    words.textContent = '[iamport-sandbox] ' + text
    button.type = 'button'
    button.textContent = '닫기'
    button.onclick = unblocked
    box.appendChild(words)
    box.appendChild(button)
    document.body.appendChild(box)
  }

  function unblocked() {
    var box = document.querySelector('.imp-blocked')
    if (box) box.parentNode.removeChild(box)
  }

  function removeAll(selector) {
    var found = element.querySelectorAll(selector)
    for (var i = 0; i < found.length; i++) found[i].parentNode.removeChild(found[i])
  }

  /** The buyer came back from the window of another page with the back button, and this page was kept as it was. */
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) close()
  })

  return {
    build: build,
    remove: remove,
    isThere: isThere,
    open: open,
    close: close,
    tell: tell,
    tellBlocked: tellBlocked,
    unblocked: unblocked,
    element: () => element,
  }
})()
