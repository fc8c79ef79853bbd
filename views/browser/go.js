/* The third-party app opens the shop's app at once; the link is for who wants to see where. */
window.top.location.href = document.querySelector('a.return').getAttribute('href')
