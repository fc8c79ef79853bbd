/* What frames say: the end of a window, or what the page itself has to do because a frame of another site cannot. */
sdk.answers = (() => {
  var ACTIONS = {
    'sandbox.taken': sdk.requests.taken,
    'sandbox.closed': sdk.requests.end,
    'sandbox.layer': fill,
    'proxy.post': submit,
    'naverco.modal': goAway,
    done: sdk.requests.finish,
  }

  window.addEventListener('message', (event) => {
    if (event.origin !== sdk.config.origin || typeof event.data !== 'string') return
    var message
    try {
      message = JSON.parse(event.data)
    } catch (_error) {
      return
    }
    if (message.action === 'sandbox.ready') sdk.frames.heard(event.source)
    if (ACTIONS[message.action]) ACTIONS[message.action](message.data || {})
  })

  /** The window of a PG's page that fills the frame. */
  function fill(data) {
    var request = sdk.requests.find(data)
    if (request) sdk.frames.fill(request.frame, data)
  }

  /** Leaves the page, or fills its popup, with a form. A popup that was closed meanwhile is not opened again. */
  function submit(data) {
    var request = sdk.requests.find(data)
    if (request && request.popup && request.popup.closed) {
      sdk.requests.say(request, { result: 'check.closing' })
      return
    }
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
    sdk.dialog.element().appendChild(form)
    form.submit()
    form.parentNode.removeChild(form)
  }

  /** A window from which nobody comes home: in its popup, or in place of the page. The dialog closes at once. */
  function goAway(data) {
    var request = sdk.requests.find(data)
    if (request && request.popup) {
      request.popup.location.href = data.payUrl
      clearInterval(request.watch)
      request.popup = null
    } else {
      window.location.href = data.payUrl
    }
    sdk.requests.end(data)
  }

  return {}
})()
