/* The API page: filters the list, and sends what a form says. Without it the page can be read all the same. */
;(function () {
  var filter = document.getElementById('filter')
  var operations = Array.prototype.slice.call(document.querySelectorAll('details'))

  filter.addEventListener('input', function () {
    var wanted = filter.value.trim().toLowerCase()
    operations.forEach(function (operation) {
      operation.hidden = operation.dataset.words.indexOf(wanted) === -1
    })
    document.querySelectorAll('section').forEach(function (section) {
      section.hidden = !section.querySelector('details:not([hidden])')
    })
  })

  var token = null

  function value(id) {
    return document.getElementById(id).value
  }

  /** A token of the emulated API; kept until a call says that it is no longer good. */
  function getToken() {
    if (token) return Promise.resolve(token)
    return fetch('/users/getToken', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ imp_key: value('imp_key'), imp_secret: value('imp_secret') }),
    })
      .then(function (answer) {
        return answer.json()
      })
      .then(function (envelope) {
        if (envelope.code !== 0) throw new Error(envelope.message)
        token = envelope.response.access_token
        return token
      })
  }

  ;['imp_key', 'imp_secret'].forEach(function (id) {
    document.getElementById(id).addEventListener('change', function () {
      token = null
    })
  })

  function authorization(form) {
    if (form.dataset.token === 'yes') return getToken()
    var control = value('control_token')
    return Promise.resolve(control === '' ? '' : 'Bearer ' + control)
  }

  function send(form) {
    var body = form.elements.body ? form.elements.body.value : undefined
    return authorization(form)
      .then(function (given) {
        var headers = { 'content-type': 'application/json' }
        if (given) headers.authorization = given
        return fetch(form.elements.path.value, { method: form.dataset.method, headers: headers, body: body })
      })
      .then(function (answer) {
        if (answer.status === 401) token = null
        return answer.text().then(function (text) {
          var hint = answer.headers.get('x-iamport-sandbox-hint')
          return answer.status + (hint ? '\n' + decode(hint) : '') + '\n' + pretty(text)
        })
      })
  }

  function decode(hint) {
    try {
      return decodeURIComponent(hint)
    } catch (_error) {
      return hint
    }
  }

  function pretty(text) {
    try {
      return JSON.stringify(JSON.parse(text), null, 2)
    } catch (_error) {
      return text
    }
  }

  operations.forEach(function (operation) {
    var form = operation.querySelector('form')
    var output = operation.querySelector('output')
    form.addEventListener('submit', function (event) {
      event.preventDefault()
      output.hidden = false
      output.firstElementChild.textContent = '…'
      send(form).then(
        function (text) {
          output.firstElementChild.textContent = text
        },
        function (error) {
          output.firstElementChild.textContent = error.message
        },
      )
    })
  })
})()
