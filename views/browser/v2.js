/* What a page of PortOne V2 gets in place of its SDK: every method says that this is V1. */
;((window) => {
  var TEXT =
    'PortOne V2의 호출입니다. iamport-sandbox는 아임포트(PortOne V1)를 흉내 냅니다: /v1/iamport.js와 IMP.request_pay를 쓰세요.'
  function refuse(name) {
    return () => {
      if (window.console) window.console.error('[iamport-sandbox] PortOne.' + name + ': ' + TEXT)
      return Promise.resolve({ code: 'IAMPORT_SANDBOX_IS_V1', message: TEXT })
    }
  }
  window.PortOne = {}
  ;[
    'requestPayment',
    'requestIdentityVerification',
    'requestIssueBillingKey',
    'requestIssueBillingKeyAndPay',
    'loadPaymentUI',
    'loadIssueBillingKeyUI',
    'updateLoadPaymentUIRequest',
  ].forEach((name) => {
    window.PortOne[name] = refuse(name)
  })
})(window)
