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

  if (location.search.includes('done=')) history.replaceState(null, '', self + location.hash)
  listen()
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && isStale) refresh()
  })

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

  /** Many things happen together: one look for all of them, and no more of them than the page takes to come. */
  function soon() {
    isStale = true
    if (waiting === null) waiting = setTimeout(refresh, Math.min(2000, Math.max(120, 4 * took)))
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
        took = performance.now() - began
        isFetching = false
        if (isStale) soon()
      })
  }

  function replace(fresh) {
    document.querySelectorAll('[data-live]').forEach((old) => {
      if (!old.isConnected) return
      var next = fresh.getElementById(old.id)
      // Scripts mark what they have made of a page; what came is compared with what came before.
      if (!next || next.outerHTML === (old.came || old.outerHTML) || isInUse(old)) return
      next.came = next.outerHTML
      old.querySelectorAll('details[id]').forEach((details) => {
        var same = next.querySelector('#' + CSS.escape(details.id))
        if (same) same.open = details.open
      })
      var focused = addressOf(old.contains(document.activeElement) ? document.activeElement : null)
      var left = old.scrollLeft
      old.replaceWith(next)
      next.scrollLeft = left
      document.dispatchEvent(new CustomEvent('fresh', { detail: next }))
      var again = focused && next.querySelector(focused)
      if (again) again.focus()
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
