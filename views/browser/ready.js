/*
 * The ready frame: the one part of the sandbox that the shop's page speaks with.
 *
 * It asks the server what a request comes to, shows the window or has the SDK leave for it, waits until the window has
 * ended, and is the only one that says `done`.
 */
;((config) => {
  /** The window, while one is open. */
  var layer = null

  window.addEventListener('message', (event) => {
    var message
    try {
      message = JSON.parse(event.data)
    } catch (_error) {
      return
    }
    if (!message || message.from !== 'iamport-sdk' || message.action !== 'payment') return
    var answer = (action, data) => {
      var target = event.origin === 'null' || !event.origin ? '*' : event.origin
      event.source.postMessage(JSON.stringify({ action: action, data: data }), target)
    }
    request(message, answer)
  })

  function request(message, answer) {
    var done = (rsp) => {
      rsp.request_id = message.data.request_id
      answer('done', rsp)
    }
    var body = {
      user_code: config.user_code,
      frame_pg: config.frame_pg,
      version: message.version,
      data: message.data,
    }
    fetch('/checkout/requests', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
      .then((response) => response.json())
      .then((asked) => {
        if (asked.done) {
          if (window.console) console.warn('[iamport-sandbox] ' + asked.hint)
          done(asked.done)
        } else if (asked.window) {
          show(asked.window, answer, done)
        } else {
          done(broken(message.data, asked.error && asked.error.message))
        }
      })
      .catch((error) => {
        done(broken(message.data, error.message))
      })
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

  function show(opened, answer, done) {
    if (opened.kind === 'redirect') {
      answer('proxy.post', {
        pgProvider: 'iamport',
        formId: 'iamport-sandbox-window',
        method: 'post',
        action: location.origin + opened.url,
        target: '_top',
        charset: 'utf-8',
        param: {},
      })
      return
    }
    closeLayer()
    layer = document.createElement('iframe')
    layer.title = '결제창'
    layer.name = opened.name
    layer.src = opened.url
    document.body.appendChild(layer)
    wait(opened.events, (rsp) => {
      closeLayer()
      done(rsp)
    })
  }

  /**
   * The window goes before the shop is told, with whatever it is still loading: a frame that navigates while the shop's
   * callback shows an alert() can close that alert.
   */
  function closeLayer() {
    if (layer && layer.parentNode) layer.parentNode.removeChild(layer)
    layer = null
  }

  /** Hears the end of the window from the server: by event stream, and by asking again where there is none. */
  function wait(url, done) {
    var is_over = false
    var finish = (rsp) => {
      if (is_over || !rsp) return
      is_over = true
      if (source) source.close()
      done(rsp)
    }
    var source = window.EventSource ? new EventSource(url) : null
    if (source) {
      source.addEventListener('ended', (event) => {
        finish(JSON.parse(event.data))
      })
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) poll()
      }
    } else {
      poll()
    }

    function poll() {
      if (is_over) return
      fetch(url, { headers: { accept: 'application/json' } })
        .then((response) => response.json())
        .then((reply) => {
          finish(reply.done)
        })
        .catch(() => {})
        .then(() => {
          setTimeout(poll, 500)
        })
    }
  }
})(window.IAMPORT_READY)
