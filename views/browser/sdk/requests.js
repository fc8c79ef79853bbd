/*
 * Requests: from the call of the page to the message that its frame gets. JSON text over postMessage,
 * {action, data, origin, from, version} to the frame, in iamport's own protocol.
 */
sdk.requests = (() => {
  var NO_INIT = '판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.'
  var BROKEN = '결제모듈 구동 중에 오류가 발생하였습니다. 페이지 새로고침 후 다시 시도해주세요.\n'
  var NO_MODULE =
    '등록되지 않은 PG모듈 정보입니다. 아임포트 관리자페이지에서 PG모듈 정보를 설정하신 후 다시 시도해주세요.'
  var AWAY =
    'iamport-sandbox가 응답하지 않습니다. 샌드박스가 실행 중인지, 페이지의 CSP(frame-src)가 허용하는지 확인하세요: '
  var AWAY_MS = 4000
  var SLOW_MS = 2500

  /** A request made before its frame has loaded waits here; a later one takes its place. */
  var parked = null
  /** By request_id, until its frame says that it is over. */
  var pending = {}
  var last_ms = 0

  /** A method of IMP was called. */
  function ask(action, param, callback) {
    sdk.page.whenReady(() => {
      if (!sdk.user_code) {
        window.alert(NO_INIT)
        return
      }
      var type = action === 'certification' ? 'certification' : 'payment'
      if (!sdk.does.completes_late) complete(param)
      send({
        action: action,
        type: type,
        param: param,
        callback: callback,
        frame: null,
        popup: null,
        tries: 0,
      })
    })
  }

  /** The server decides about every field; the SDK only fills in what is missing, in the caller's own object. */
  function complete(param) {
    var now = new Date().getTime()
    if (!param.merchant_uid) param.merchant_uid = 'nobody_' + now
    if (!param.pay_method) param.pay_method = 'card'
    param.request_id = 'req_' + now
    if (sdk.tier_code) param.tier_code = sdk.tier_code
  }

  function send(request) {
    try {
      if (!sdk.dialog.isThere()) sdk.frames.build()
      var frame = sdk.frames.choose(request.param, request.type)
      if (frame === false) {
        parked = null
        missing(request)
        return
      }
      if (frame && !openWindow(request, frame)) {
        parked = null
        return
      }
      if (!frame || !frame.is_loaded) {
        parked = request
        if (frame) hurry(request)
        return
      }
      parked = null
      post(request)
    } catch (error) {
      window.alert(BROKEN + error.message)
      close()
    }
  }

  /** A frame that does not come is loaded once more, then given up. */
  function hurry(request) {
    clearTimeout(request.hurry)
    request.hurry = setTimeout(() => {
      if (parked !== request) return
      request.tries += 1
      if (request.tries > 2) {
        parked = null
        away(request)
        return
      }
      sdk.frames.load(request.frame)
      hurry(request)
    }, SLOW_MS)
  }

  /** Opens the popup, where this PG has one, while the browser still allows it. False when it is blocked. */
  function openWindow(request, frame) {
    request.frame = frame
    if (request.rule) return true
    request.provider = sdk.frames.providerOf(frame, request.param, request.type)
    request.rule = sdk.popups.ruleFor(request.provider, request.type, request.param)
    if (request.action === 'zzim') request.rule = zzimRule(request.rule)
    if (request.rule.opener_name) window.name = request.rule.opener_name
    return request.rule.kind !== 'popup' || sdk.popups.open(request, request.rule)
  }

  function zzimRule() {
    if (sdk.page.isMobile()) return { kind: 'redirect' }
    return { kind: 'popup', name: 'IMP_NAVER_ZZIM', width: 480, height: 600 }
  }

  function post(request) {
    if (sdk.does.completes_late) complete(request.param)
    var id = request.param.request_id
    /** Two calls in one millisecond are two requests. */
    while (pending[id]) {
      last_ms += 1
      id = 'req_' + (new Date().getTime() + last_ms)
    }
    request.id = request.param.request_id = id
    pending[id] = request
    sdk.dialog.open(request.frame, request.provider, request.type, request.rule)
    tell(request.frame, {
      action: request.action,
      data: request.param,
      origin: window.location.href,
      from: 'iamport-sdk',
      version: sdk.config.version,
      sandbox: true,
    })
    request.away = setTimeout(() => away(request), AWAY_MS)
  }

  function tell(frame, message) {
    frame.element.contentWindow.postMessage(JSON.stringify(message), sdk.config.origin)
  }

  /** Nobody is in the frame: the sandbox is stopped, or the page may not load it. */
  function away(request) {
    var text = AWAY + sdk.config.origin
    sdk.page.note('error', sdk.page.whyAway())
    pending[request.id] = request
    finish({
      request_id: request.id,
      success: false,
      imp_uid: null,
      merchant_uid: request.param.merchant_uid,
      error_code: 'F1000',
      error_msg: text,
    })
    sdk.dialog.tell(text)
  }

  /** No contract of that type: older versions do nothing at all, 1.2.0 says so under a name of its own. */
  function missing(request) {
    sdk.page.note('warn', 'no channel of type ' + request.type + ' is configured: add one to the settings.')
    if (!sdk.does.module_missing) return
    if (typeof request.callback !== 'function') {
      window.alert(NO_MODULE)
      return
    }
    var rsp = { imp_success: false, imp_uid: null, merchant_uid: request.param.merchant_uid }
    rsp[sdk.does.error_coe ? 'error_coe' : 'error_code'] = 'F1001'
    rsp.error_msg = NO_MODULE
    callBack(request, rsp)
  }

  /** A frame has loaded, or the list is there (null): the parked request may go on. */
  function unpark(frame) {
    if (!parked) return
    if (!frame || sdk.frames.choose(parked.param, parked.type) === frame) send(parked)
  }

  /** What IMP.communicate says, to the frame that shows a window. */
  function communicate(data) {
    for (var id in pending) {
      if (sdk.frames.isShown(pending[id].frame)) say(pending[id], data)
    }
  }

  function say(request, data) {
    var message = { request_id: request.id, merchant_uid: request.param.merchant_uid }
    for (var key in data) message[key] = data[key]
    tell(request.frame, {
      action: 'communicate',
      data: message,
      from: 'iamport-sdk',
      version: sdk.config.version,
    })
  }

  /** The frame has the request. */
  function taken(data) {
    if (pending[data.request_id]) clearTimeout(pending[data.request_id].away)
  }

  /** The result is there: the popup goes, the callback is called, and the dialog closes. */
  function finish(data) {
    var request = drop(data)
    if (!request) return
    sdk.frames.empty()
    if (data.error_code && data.imp_uid === null) sdk.page.note('warn', data.error_msg)
    if (typeof request.callback === 'function') callBack(request, data)
    else if (sdk.does.preflight_redirect && sdk.page.isMobile() && hasFailed(data)) goFailed(request, data)
    sdk.dialog.close()
  }

  /** Short results of v1 have no `success`: what has no error_code went well. */
  function hasFailed(data) {
    return data.success === undefined ? Boolean(data.error_code) : !data.success
  }

  /** Over without a result for the callback, perhaps with an alert in its place. */
  function end(data) {
    drop(data)
    if (data.alert) window.alert(data.alert)
    sdk.dialog.close()
  }

  /** A request that nobody waits for any more. */
  function drop(data) {
    var request = pending[data.request_id]
    if (!request) return null
    delete pending[data.request_id]
    delete data.request_id
    clearTimeout(request.away)
    sdk.popups.close(request)
    return request
  }

  function callBack(request, data) {
    try {
      request.callback.call({}, data)
    } catch (error) {
      if (window.console) window.console.log(error)
    }
  }

  /** A phone without a callback learns of a failure before the window at m_redirect_url, too. */
  function goFailed(request, rsp) {
    var m_redirect_url = request.param.m_redirect_url
    var query =
      'imp_uid=' +
      encodeURIComponent(rsp.imp_uid || '') +
      '&merchant_uid=' +
      encodeURIComponent(rsp.merchant_uid || '') +
      (m_redirect_url ? '&imp_success=false' : '&success=false') +
      '&error_msg=' +
      encodeURIComponent(rsp.error_msg || '')
    window.location.href = sdk.page.append(m_redirect_url || sdk.config.origin + '/payments/fail', query)
  }

  /** IMP.close: an open popup closes, and its callback hears of that; a layer goes without a word. */
  function close() {
    var has_popup = false
    for (var id in pending) {
      if (pending[id].popup && !pending[id].popup.closed) {
        has_popup = true
        pending[id].popup.close()
      }
    }
    if (has_popup) return
    for (var waiting in pending) clearTimeout(pending[waiting].away)
    pending = {}
    parked = null
    sdk.dialog.close()
    sdk.frames.reload()
  }

  return {
    ask: ask,
    unpark: unpark,
    communicate: communicate,
    say: say,
    taken: taken,
    finish: finish,
    end: end,
    close: close,
    find: (data) => pending[data.request_id] || null,
  }
})()
