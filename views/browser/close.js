/* A popup whose window has ended closes itself. */
window.close()
