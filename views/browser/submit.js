/* The browser comes home with a form: it sends itself. */
document.forms[0].submit()
