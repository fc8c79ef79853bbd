/* Where a row of links is wider than the window, the one that is current is in sight. Without this script it may have to be scrolled to. */
;(() => {
  document.querySelectorAll('nav [aria-current]').forEach((link) => {
    var nav = link.closest('nav')
    var over = link.offsetLeft + link.offsetWidth + 24 - nav.offsetLeft - nav.clientWidth
    if (over > 0) nav.scrollLeft = over
  })
})()
