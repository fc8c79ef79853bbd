/*
 * Keeps an open page fresh: when the sandbox says that something happened, the page is fetched again and its parts marked
 * `data-live` are replaced. Without this script the page is the same, only not by itself.
 */
;(() => {
  var self = document.body.dataset.self
  var waiting = null
  var isFetching = false
  var isStale = false
  var took = 0
  var ended = 0
  /** What came for an element: scripts mark what they make of it, and people open and type. */
  var came = new WeakMap()

  remember(document)
  if (location.search.includes('done=')) history.replaceState(null, '', self + location.hash)
  listen()
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && isStale) refresh()
  })

  /** It is told how far this page has seen: what happened since then, or while the stream was cut off, is told at once. */
  function listen() {
    if (!window.EventSource) return
    var sign = document.getElementById('stream')
    var stream = new EventSource('/dashboard/events?seen=' + document.body.dataset.seen)
    stream.addEventListener('open', () => {
      if (sign) sign.hidden = false
    })
    stream.addEventListener('error', () => {
      if (sign) sign.hidden = true
    })
    stream.addEventListener('happened', soon)
  }

  /** At once, but for what happens together with it; then no more looks than leave half of the time to others. */
  function soon() {
    isStale = true
    var pause = Math.min(2000, took)
    if (waiting === null) waiting = setTimeout(refresh, Math.max(20, ended + pause - performance.now()))
  }

  function refresh() {
    waiting = null
    if (document.hidden || isFetching || !document.querySelector('[data-live]')) return
    isFetching = true
    isStale = false
    var began = performance.now()
    fetch(self, { headers: { accept: 'text/html', 'x-dashboard': 'parts' } })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.status))))
      .then((html) => replace(new DOMParser().parseFromString(html, 'text/html')))
      .catch(() => {})
      .then(() => {
        ended = performance.now()
        took = ended - began
        isFetching = false
        if (isStale) soon()
      })
  }

  function remember(page) {
    page.querySelectorAll('[data-live], [data-live] [id]').forEach((part) => {
      came.set(part, part.outerHTML)
    })
  }

  function replace(fresh) {
    remember(fresh)
    document.querySelectorAll('[data-live]').forEach((old) => {
      if (!old.isConnected) return
      var next = fresh.getElementById(old.id)
      if (!next || came.get(next) === came.get(old) || isInUse(old)) return
      old.querySelectorAll('details[id]').forEach((details) => {
        var same = next.querySelector('#' + CSS.escape(details.id))
        if (same) same.open = details.open
      })
      var focused = addressOf(old.contains(document.activeElement) ? document.activeElement : null)
      var left = old.scrollLeft
      var top = old.scrollTop
      keepSame(old, next)
      old.replaceWith(next)
      next.scrollLeft = left
      next.scrollTop = top
      document.dispatchEvent(new CustomEvent('fresh', { detail: next }))
      var again = focused && next.querySelector(focused)
      if (again) again.focus({ preventScroll: true })
    })
  }

  /** What has not changed stays the very element that it was, with all that is open and scrolled in it. */
  function keepSame(old, next) {
    old.querySelectorAll('[id]').forEach((part) => {
      var same = next.querySelector('#' + CSS.escape(part.id))
      if (same && same !== part && came.get(same) === came.get(part)) same.replaceWith(part)
    })
  }

  /** How an element is found again. */
  function addressOf(element) {
    if (!element) return null
    if (element.id) return '#' + CSS.escape(element.id)
    var href = element.getAttribute('href')
    if (href) return 'a[href="' + CSS.escape(href) + '"]'
    var details = element.closest('details[id]')
    return details ? '#' + CSS.escape(details.id) + ' > summary' : null
  }

  /** Somebody types or selects text there: what is under their hands stays. */
  function isInUse(part) {
    var fields = Array.from(part.querySelectorAll('input:not([type=hidden]), textarea, select'))
    var isTyped = (field) =>
      field === document.activeElement ||
      (field.type === 'checkbox' || field.type === 'radio'
        ? field.checked !== field.defaultChecked
        : field.tagName === 'SELECT'
          ? Array.from(field.options).some(
              (option) => option.selected !== option.defaultSelected && option.defaultSelected,
            )
          : field.value !== field.defaultValue)
    var selection = getSelection()
    return fields.some(isTyped) || (!selection.isCollapsed && part.contains(selection.anchorNode))
  }
})()
