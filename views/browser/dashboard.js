/*
 * Keeps an open dashboard fresh: when the sandbox says that something happened, the page is fetched again and its
 * parts marked `data-live` are replaced. Without this script the page is the same, only not by itself.
 */
;(() => {
  var self = document.body.dataset.self
  var waiting = null
  var isFetching = false
  var isStale = false

  if (location.search.includes('done=')) history.replaceState(null, '', self + location.hash)

  listen()
  tick()
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && isStale) refresh()
  })
  document.addEventListener('click', copy)
  showCopyButtons(document)

  /** A stream that was cut off may have missed something: look again when it is back. */
  function listen() {
    if (!window.EventSource) return
    var sign = document.getElementById('stream')
    var stream = new EventSource('/dashboard/events')
    var wasOpen = false
    stream.addEventListener('open', () => {
      if (sign) sign.hidden = false
      if (wasOpen) soon()
      wasOpen = true
    })
    stream.addEventListener('error', () => {
      if (sign) sign.hidden = true
    })
    stream.addEventListener('happened', soon)
  }

  /** Many things happen together: one look for all of them. */
  function soon() {
    isStale = true
    if (waiting === null) waiting = setTimeout(refresh, 150)
  }

  function refresh() {
    waiting = null
    if (document.hidden || isFetching) return
    isFetching = true
    isStale = false
    fetch(self, { headers: { accept: 'text/html' } })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.status))))
      .then((html) => replace(new DOMParser().parseFromString(html, 'text/html')))
      .catch(() => {})
      .then(() => {
        isFetching = false
        if (isStale) soon()
      })
  }

  function replace(fresh) {
    document.querySelectorAll('[data-live]').forEach((old) => {
      var next = fresh.getElementById(old.id)
      if (!next || next.outerHTML === old.outerHTML || isInUse(old)) return
      old.querySelectorAll('details[id]').forEach((details) => {
        var same = next.querySelector('#' + CSS.escape(details.id))
        if (same) same.open = details.open
      })
      var focused = old.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
      showCopyButtons(next)
      old.replaceWith(next)
      if (focused) {
        var link = next.querySelector('a[href="' + CSS.escape(focused) + '"]')
        if (link) link.focus()
      }
    })
  }

  /** Somebody types or selects text there: what is under their hands stays. */
  function isInUse(part) {
    var fields = Array.from(part.querySelectorAll('input:not([type=hidden]), textarea, select'))
    var isTyped = (field) =>
      field === document.activeElement ||
      (field.type === 'checkbox'
        ? field.checked !== field.defaultChecked
        : field.value !== field.defaultValue)
    var selection = getSelection()
    return fields.some(isTyped) || (!selection.isCollapsed && part.contains(selection.anchorNode))
  }

  /** A clock that runs is shown running. */
  function tick() {
    var shown = null
    var since = 0
    setInterval(() => {
      var time = document.querySelector('time[data-now]')
      if (!time || time.dataset.mode === 'frozen') return
      if (time !== shown) since = performance.now()
      shown = time
      var passed = Math.floor((performance.now() - since) / 1000)
      var korean = new Date((Number(time.dataset.now) + passed + 9 * 3600) * 1000)
      time.textContent = korean.toISOString().slice(0, 19).replace('T', ' ')
    }, 1000)
  }

  function showCopyButtons(part) {
    if (!navigator.clipboard) return
    part.querySelectorAll('[data-copy]').forEach((button) => {
      button.hidden = false
    })
  }

  function copy(event) {
    var button = event.target.closest('[data-copy]')
    if (!button) return
    navigator.clipboard.writeText(button.previousElementSibling.textContent).then(() => {
      button.textContent = '복사됨'
      setTimeout(() => {
        button.textContent = '복사'
      }, 1200)
    })
  }
})()
