/* The API page: filters the list, and sends what a form says. Without it the page can be read all the same. */
;(function () {
  var filter = document.getElementById('filter')
  var operations = Array.prototype.slice.call(document.querySelectorAll('.operation'))

  filter.addEventListener('input', function () {
    var wanted = filter.value.trim().toLowerCase()
    operations.forEach(function (operation) {
      operation.hidden = operation.dataset.words.indexOf(wanted) === -1
    })
    document.querySelectorAll('section').forEach(function (section) {
      section.hidden = !section.querySelector('.operation:not([hidden])')
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
    operation.querySelector('.curl').addEventListener('click', function () {
      copyCurl(form, output)
    })
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

  /** An address that names an operation opens it; what is opened can be linked to. */
  function openNamed() {
    var named =
      location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!named) return
    if (named.hidden) clearFilter()
    for (var around = named; around; around = around.parentElement) {
      if (around.tagName === 'DETAILS') around.open = true
    }
    named.scrollIntoView()
  }

  function clearFilter() {
    filter.value = ''
    filter.dispatchEvent(new Event('input'))
  }

  window.addEventListener('hashchange', openNamed)
  openNamed()

  /** For a shell: what stands between single quotes is taken as it is. */
  function quoted(text) {
    return "'" + text.replace(/'/g, "'\\''") + "'"
  }

  function curlOf(form) {
    var lines = []
    var control = value('control_token')
    var words = ['curl -X ' + form.dataset.method + ' ' + quoted(location.origin + form.elements.path.value)]
    if (form.dataset.token === 'yes') {
      lines.push(
        'TOKEN=$(curl -s ' +
          quoted(location.origin + '/users/getToken') +
          ' --data-urlencode ' +
          quoted('imp_key=' + value('imp_key')) +
          ' --data-urlencode ' +
          quoted('imp_secret=' + value('imp_secret')) +
          ' | sed -n \'s/.*"access_token":"\\([^"]*\\)".*/\\1/p\')',
      )
      words.push('-H "Authorization: $TOKEN"')
    } else if (control !== '') words.push('-H ' + quoted('Authorization: Bearer ' + control))
    if (form.elements.body) {
      words.push("-H 'Content-Type: application/json'")
      words.push('-d ' + quoted(form.elements.body.value))
    }
    lines.push(words.join(' \\\n  '))
    return lines.join('\n')
  }

  /** Copied where the browser lets a page copy, and shown in any case. */
  function copyCurl(form, output) {
    var text = curlOf(form)
    output.hidden = false
    output.firstElementChild.textContent = text
    if (!navigator.clipboard) return
    navigator.clipboard.writeText(text).then(
      function () {
        output.firstElementChild.textContent = '# ' + document.body.dataset.copied + '\n' + text
      },
      function () {},
    )
  }
})()
