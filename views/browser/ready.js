/*
 * The ready frame: the one part of the sandbox that the shop's page speaks with.
 *
 * It asks the server what a request comes to, shows the window or has the SDK open it, waits until it has ended, and is
 * the only one that says `done`. To an archived script of the vendor it says nothing that this script does not know: an
 * unknown action ends the dialog there.
 */
;((config) => {
  var REQUESTS = {
    payment: '/checkout/requests',
    certification: '/certificates/requests',
    zzim: '/checkout/zzim',
  }
  /** How long the server may be away before the shop is told. */
  var PATIENCE_MS = 15000

  /** The window that was opened last: {request_id, opened, layer}. */
  var current = null

  window.addEventListener('message', (event) => {
    var message
    try {
      message = JSON.parse(event.data)
    } catch (_error) {
      return
    }
    if (!message || message.from !== 'iamport-sdk') return
    if (message.action === 'communicate') communicate(message.data || {})
    if (!REQUESTS[message.action] || !message.data) return
    var answer = (action, data) => {
      var target = event.origin === 'null' || !event.origin ? '*' : event.origin
      event.source.postMessage(JSON.stringify({ action: action, data: data }), target)
    }
    /** Only our own script waits for this. */
    if (message.sandbox) answer('sandbox.taken', { request_id: message.data.request_id })
    request(message, answer, event.origin)
  })

  if (location.hash === '#sandbox')
    window.parent.postMessage(JSON.stringify({ action: 'sandbox.ready' }), '*')

  /** `event_origin` is the page's true origin, whatever it says of itself: how far its order is trusted hangs on it. */
  function request(message, answer, event_origin) {
    var request_id = message.data.request_id
    /** Ends the dialog: with a result for the callback, or with an alert, or with neither. */
    var end = (over) => {
      if (over.rsp) {
        over.rsp.request_id = request_id
        answer('done', over.rsp)
      } else {
        answer('sandbox.closed', message.sandbox ? { request_id: request_id, alert: over.alert } : {})
      }
    }
    var fail = (why) => end({ rsp: broken(message.data, why) })
    post(REQUESTS[message.action], {
      user_code: config.userCode,
      frame_pg: config.framePg,
      page: event_origin,
      version: message.version,
      origin: message.origin,
      data: message.data,
    })
      .then((response) => response.json())
      .then((asked) => {
        if (asked.done) {
          if (window.console) console.warn('[iamport-sandbox] ' + asked.hint)
          end({ rsp: asked.done })
        } else if (asked.window) {
          var fills = Boolean(message.sandbox && asked.window.fills)
          ;(asked.remarks || []).forEach((text) => {
            if (window.console) console.warn('[iamport-sandbox] ' + text + ' 결제는 그대로 진행합니다.')
          })
          show(asked.window, request_id, fills, answer, end, fail)
        } else {
          fail(asked.error && asked.error.message)
        }
      })
      .catch((error) => fail(error.message))
  }

  function broken(data, why) {
    return {
      success: false,
      imp_uid: null,
      merchant_uid: data.merchant_uid,
      error_code: 'F1000',
      error_msg: '결제 요청에 실패하였습니다. ' + (why || ''),
    }
  }

  /** `fills`: our own script of v1 puts the window where this frame stands. */
  function show(opened, request_id, fills, answer, end, fail) {
    closeLayer()
    current = { request_id: request_id, opened: opened, layer: null }
    /** Nobody comes home from such a window: the SDK opens it and goes on. */
    if (opened.silent) {
      answer('naverco.modal', { request_id: request_id, payUrl: location.origin + opened.url })
      return
    }
    if (fills)
      answer('sandbox.layer', {
        request_id: request_id,
        url: location.origin + opened.url,
        name: opened.name,
      })
    else if (opened.kind === 'layer') showLayer(opened)
    else leave(opened, request_id, answer)
    if (opened.kind === 'redirect') return
    wait(
      opened.events,
      (over) => {
        closeLayer()
        end(over)
      },
      fail,
    )
  }

  function showLayer(opened) {
    var layer = document.createElement('iframe')
    layer.title = '결제창'
    layer.name = opened.name
    layer.src = opened.url
    layer.onload = () => {
      if (document.activeElement !== layer) layer.focus()
    }
    document.body.appendChild(layer)
    current.layer = layer
  }

  /** A frame of another site cannot take the page away, nor reach its popup: the SDK does both, with a form. */
  function leave(opened, request_id, answer) {
    answer('proxy.post', {
      request_id: request_id,
      pgProvider: 'iamport',
      formId: 'iamport-sandbox-window',
      method: 'post',
      action: location.origin + opened.url,
      target: opened.kind === 'popup' ? opened.name : '_top',
      charset: 'utf-8',
      param: {},
    })
  }

  /**
   * The window goes before the shop is told, with whatever it is still loading: a frame that navigates while the shop's
   * callback shows an alert() can close that alert.
   */
  function closeLayer() {
    var layer = current && current.layer
    if (layer && layer.parentNode) layer.parentNode.removeChild(layer)
    if (current) current.layer = null
  }

  /** IMP.communicate, and what the SDK notices of a popup. */
  function communicate(data) {
    if (!current || (data.request_id && data.request_id !== current.request_id)) return
    var opened = current.opened
    if (data.result === 'check.closing' || data.result === 'proxy.closed')
      post(opened.closed, {}, opened.proof)
    if (data.result === 'process') post(opened.outcome, 'outcome=approve', opened.proof)
    if (data.result === 'cancel') post(opened.outcome, 'outcome=cancel', opened.proof)
  }

  /** `proof` shows the server that this frame acts, not the page around it. */
  function post(url, body, proof) {
    var is_form = typeof body === 'string'
    return fetch(url, {
      method: 'POST',
      headers: {
        'content-type': is_form ? 'application/x-www-form-urlencoded' : 'application/json',
        'x-iamport-sandbox-proof': proof || '',
      },
      body: is_form ? body : JSON.stringify(body),
    })
  }

  /** Hears the end of the window from the server: by event stream, and by asking again where there is none. */
  function wait(url, done, fail) {
    var is_over = false
    var patience = null
    var source = window.EventSource ? new EventSource(url) : null
    var finish = (over) => {
      if (is_over || !over) return
      stop()
      done(over)
    }
    if (source) {
      source.addEventListener('ended', (event) => {
        finish(JSON.parse(event.data))
      })
      source.onopen = reached
      source.onerror = () => {
        missed()
        if (source.readyState === EventSource.CLOSED) poll()
      }
    } else {
      poll()
    }

    function poll() {
      if (is_over) return
      fetch(url, { headers: { accept: 'application/json' } })
        .then((response) => (response.ok ? response.json() : lost()))
        .then((reply) => {
          reached()
          finish(reply.over)
        })
        .catch(missed)
        .then(() => {
          setTimeout(poll, 500)
        })
    }

    /** The sandbox is there and knows no such window: it was reset, or started anew without it. Nothing will come. */
    function lost() {
      stop()
      closeLayer()
      fail('결제창이 없어졌습니다. 샌드박스가 초기화되었거나 다시 시작되었습니다. 다시 결제해 주세요.')
      return {}
    }

    function stop() {
      is_over = true
      reached()
      if (source) source.close()
    }

    function reached() {
      clearTimeout(patience)
      patience = null
    }

    function missed() {
      if (patience || is_over) return
      patience = setTimeout(() => {
        if (is_over) return
        stop()
        closeLayer()
        fail('iamport-sandbox가 응답하지 않습니다. 샌드박스가 실행 중인지 확인하세요.')
      }, PATIENCE_MS)
    }
  }
})(document.currentScript.dataset)
