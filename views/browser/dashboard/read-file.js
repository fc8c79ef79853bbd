/* A file that is chosen goes into the box that its field names. Without this script the file's text is pasted. */
;(() => {
  document.querySelectorAll('[data-into]').forEach((field) => {
    field.closest('[hidden]')?.removeAttribute('hidden')
    field.addEventListener('change', () => {
      var file = field.files[0]
      if (!file) return
      file.text().then((text) => {
        document.getElementById(field.dataset.into).value = text
      })
    })
  })
})()
