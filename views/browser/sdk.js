/*
 * iamport.payment.js of iamport-sandbox. A plain script without a build step, with or without jQuery: it runs in the
 * shop's page, whatever that page is made of.
 *
 * The page speaks to hidden frames of the sandbox in iamport's own protocol: JSON text over postMessage,
 * {action, data, origin, from, version} to the frame, {action, data: {request_id, ...}} back.
 */
;((window, document) => {
  if (window.IMP) return

  var config = __IAMPORT_SANDBOX__
  var MESSAGES = {
    no_param: '결제요청 파라메터가 누락되었습니다.',
    no_init: '판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.',
    broken: '결제모듈 구동 중에 오류가 발생하였습니다. 페이지 새로고침 후 다시 시도해주세요.\n',
  }
  var STYLE =
    'body.imp-payment-progress{position:static}' +
    'body.imp-payment-progress>:not(.imp-dialog){display:none}' +
    '.imp-dialog{display:none;position:fixed;top:0;right:0;bottom:0;left:0;width:100%;height:100%;z-index:99999}' +
    '.imp-dialog.pc{background:rgba(0,0,0,.5)}' +
    '.imp-dialog.mobile{background:#fff}' +
    '.imp-dialog .imp-frame{display:none;position:absolute;top:0;left:0;width:100%;height:100%;border:0}' +
    '.imp-dialog .imp-frame.imp-frame-active{display:block}'

  var user_code = null
  var dialog = null
  var frames = []
  /** Whether any PG may be asked for: the merchant has configured none. Not before its list is known. */
  var takes_any_pg = false
  /** How often IMP.init was called: the PG list of an earlier call comes too late. */
  var builds = 0
  /** A request made before its frame has loaded waits here; a later one takes its place. */
  var parked = null
  /** Callbacks by request_id. */
  var pending = {}

  function isMobile() {
    return /iPhone|iPad|iPod|Android|Mobile/i.test(window.navigator.userAgent)
  }

  function note(level, text) {
    if (window.console && window.console[level]) window.console[level]('[iamport-sandbox] ' + text)
  }

  function whenReady(work) {
    if (document.readyState !== 'loading') work()
    else document.addEventListener('DOMContentLoaded', work)
  }

  // Frames ---------------------------------------------------------------------------------------------------------

  function build() {
    if (dialog && dialog.parentNode) dialog.parentNode.removeChild(dialog)
    var build_no = ++builds
    frames = []
    takes_any_pg = false
    dialog = document.createElement('div')
    dialog.className = 'imp-dialog customizable'
    document.body.appendChild(dialog)
    if (!document.getElementById('iamport-sandbox-style')) {
      var style = document.createElement('style')
      style.id = 'iamport-sandbox-style'
      style.appendChild(document.createTextNode(STYLE))
      document.head.appendChild(style)
    }
    listPgs((list, any_pg) => {
      if (build_no !== builds) return
      takes_any_pg = any_pg
      if (list.length === 0) addFrame(null, null, true)
      for (var i = 0; i < list.length; i++) {
        if (list[i].type === 'payment') addFrame(list[i].pg_provider, list[i].pg_id, frames.length === 0)
      }
      if (parked) send(parked)
    })
  }

  function listPgs(done) {
    var call = new XMLHttpRequest()
    call.open('GET', config.origin + '/users/pg/' + encodeURIComponent(user_code))
    call.onload = () => {
      var reply = {}
      try {
        reply = JSON.parse(call.responseText)
      } catch (error) {
        note('error', 'the PG list could not be read: ' + error.message)
      }
      if (reply.code !== 0) note('warn', 'IMP.init(' + user_code + '): ' + reply.message)
      done(reply.data || [], Boolean(reply.sandbox && reply.sandbox.any_pg))
    }
    call.onerror = () => {
      note('error', config.origin + ' does not answer. Is iamport-sandbox running?')
      done([], true)
    }
    call.send()
  }

  function addFrame(provider, mid, is_default) {
    var element = document.createElement('iframe')
    var path = '/payments/ready/' + encodeURIComponent(user_code)
    if (provider) path += '/' + encodeURIComponent(provider)
    if (provider && mid) path += '/' + encodeURIComponent(mid)
    var frame = { element: element, provider: provider, mid: mid, is_default: is_default, is_loaded: false }
    element.className =
      'imp-frame imp-frame-' + (isMobile() ? 'mobile' : 'pc') + ' imp-frame-' + (provider || 'default')
    element.title = '결제창'
    element.setAttribute('allow', 'payment')
    element.onload = () => {
      frame.is_loaded = true
      if (parked && chooseFrame(parked.data.pg) === frame) send(parked)
    }
    element.src = config.origin + path
    dialog.appendChild(element)
    frames.push(frame)
    return frame
  }

  /** The exact PG and shop id, else the default when it is of that PG, else any of that PG, else the default. */
  function chooseFrame(pg) {
    var parts = String(pg || '').split('.')
    var provider = parts[0]
    var mid = parts.slice(1).join('.')
    var same = frames.filter((frame) => frame.provider === provider)
    var exact = same.filter((frame) => frame.mid === mid)
    var fallback = frames.filter((frame) => frame.is_default)
    if (exact[0]) return exact[0]
    if (!mid && fallback[0] && fallback[0].provider === provider) return fallback[0]
    if (takes_any_pg && config.pgs[provider] && (mid || !same[0]))
      return addFrame(provider, mid || null, false)
    return same[0] || fallback[0] || null
  }

  // Requests -------------------------------------------------------------------------------------------------------

  /** The server decides about every field; the SDK only fills in what is missing, in the caller's own object. */
  function complete(param) {
    var now = new Date().getTime()
    if (!param.merchant_uid) param.merchant_uid = 'nobody_' + now
    if (!param.pay_method) param.pay_method = 'card'
    param.request_id = 'req_' + now
    return param
  }

  function send(request) {
    var frame = chooseFrame(request.data.pg)
    if (!frame || !frame.is_loaded) {
      parked = request
      return
    }
    parked = null
    try {
      open(frame, request)
    } catch (error) {
      window.alert(MESSAGES.broken + error.message)
      close()
    }
  }

  function open(frame, request) {
    var device = isMobile() ? 'mobile' : 'pc'
    pending[request.data.request_id] = request
    for (var i = 0; i < frames.length; i++) frames[i].element.classList.remove('imp-frame-active')
    frame.element.classList.add('imp-frame-active')
    size(frame, device)
    dialog.className = 'imp-dialog customizable payment-' + (frame.provider || 'default') + ' ' + device
    dialog.style.display = 'block'
    if (device === 'mobile') document.body.classList.add('imp-payment-progress')
    var message = {
      action: 'payment',
      data: request.data,
      origin: window.location.href,
      from: 'iamport-sdk',
      version: config.version,
    }
    frame.element.contentWindow.postMessage(JSON.stringify(message), config.origin)
  }

  /** A layer with a size of its own stands in the middle; the others fill the page. */
  function size(frame, device) {
    var layer = (config.pgs[frame.provider] || {})[device] || {}
    var style = frame.element.style
    if (!layer.width || device === 'mobile') {
      style.cssText = ''
      return
    }
    style.width = layer.width + 'px'
    style.height = layer.height + 'px'
    style.maxWidth = '100%'
    style.maxHeight = '100%'
    style.left = 'calc(50% - ' + layer.width / 2 + 'px)'
    style.top = 'max(0px, calc(50% - ' + layer.height / 2 + 'px))'
    style.background = '#fff'
  }

  /**
   * Hides the dialog. The vendor's script reloads its frames here; ours are clean once they have said `done`, and a frame
   * that navigates can close an alert() that the shop shows at that moment.
   */
  function close() {
    dialog.style.display = 'none'
    dialog.className = 'imp-dialog customizable'
    document.body.classList.remove('imp-payment-progress')
    for (var i = 0; i < frames.length; i++) frames[i].element.classList.remove('imp-frame-active')
  }

  /** The buyer came back from the window of another page with the back button, and this page was kept as it was. */
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && dialog) close()
  })

  // Answers --------------------------------------------------------------------------------------------------------

  window.addEventListener('message', (event) => {
    if (event.origin !== config.origin || typeof event.data !== 'string') return
    var message
    try {
      message = JSON.parse(event.data)
    } catch (_error) {
      return
    }
    if (message.action === 'done') finish(message.data)
    else if (message.action === 'proxy.post') submit(message.data)
  })

  function finish(data) {
    var request = pending[data.request_id]
    if (!request) return
    delete pending[data.request_id]
    delete data.request_id
    if (data.error_code && data.imp_uid === null) note('warn', data.error_msg)
    if (typeof request.callback === 'function') {
      try {
        request.callback.call({}, data)
      } catch (error) {
        if (window.console) window.console.log(error)
      }
    } else if (isMobile() && !data.success) {
      goFailed(request.data.m_redirect_url, data)
    }
    close()
  }

  /** From 1.1.5 on: a phone without a callback learns of a failure before the window at m_redirect_url, too. */
  function goFailed(m_redirect_url, rsp) {
    var query =
      'imp_uid=' +
      encodeURIComponent(rsp.imp_uid || '') +
      '&merchant_uid=' +
      encodeURIComponent(rsp.merchant_uid || '') +
      (m_redirect_url ? '&imp_success=false' : '&success=false') +
      '&error_msg=' +
      encodeURIComponent(rsp.error_msg || '')
    window.location.href = append(m_redirect_url || config.origin + '/payments/fail', query)
  }

  /** Appends to the query and keeps what is there, and the hash. */
  function append(url, query) {
    var at = url.indexOf('#')
    var address = at < 0 ? url : url.slice(0, at)
    var hash = at < 0 ? '' : url.slice(at)
    var separator = address.indexOf('?') < 0 ? '?' : /[?&]$/.test(address) ? '' : '&'
    return address + separator + query + hash
  }

  /** The frame of another site cannot take the page away: the SDK does, with a form. */
  function submit(data) {
    var form = document.createElement('form')
    form.id = form.name = data.formId
    form.method = data.method || 'post'
    form.action = data.action
    form.target = data.target || '_top'
    if (data.charset) form.acceptCharset = data.charset
    for (var key in data.param || {}) {
      var input = document.createElement('input')
      input.type = 'hidden'
      input.name = key
      input.value = data.param[key]
      form.appendChild(input)
    }
    dialog.appendChild(form)
    form.submit()
  }

  // The public face ------------------------------------------------------------------------------------------------

  window.IMP = {
    /** Says which shop this is. Call it early; calling it again starts over. */
    init: (code) => {
      user_code = code
      whenReady(build)
    },

    /** Opens the payment window. The callback gets the result; on phones most PGs go to m_redirect_url instead. */
    request_pay: (param, callback) => {
      if (typeof param === 'undefined') {
        window.alert(MESSAGES.no_param)
        return false
      }
      whenReady(() => {
        if (!user_code) {
          window.alert(MESSAGES.no_init)
          return
        }
        send({ data: complete(param), callback: callback })
      })
    },
  }

  note('info', config.origin + ' answers in place of iamport: no real payment is made here.')
  if (config.asked !== config.version) {
    note(
      'info',
      'the page asked for version ' + config.asked + '; the sandbox answers as ' + config.version + '.',
    )
  }
})(window, document)
