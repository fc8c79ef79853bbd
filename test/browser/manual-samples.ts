/** The manual's sample code, word for word, and the page around it. */

/** Manual 2.1: the payment window, with a callback. */
export const SAMPLE_2_1 = `IMP.request_pay({
    pg : 'html5_inicis',
    pay_method : 'card',
    merchant_uid : 'merchant_' + new Date().getTime(),
    name : '주문명:결제테스트',
    amount : 14000,
    buyer_email : 'iamport@siot.do',
    buyer_name : '구매자이름',
    buyer_tel : '010-1234-5678',
    buyer_addr : '서울특별시 강남구 삼성동',
    buyer_postcode : '123-456'
}, function(rsp) {
    if ( rsp.success ) {
        var msg = '결제가 완료되었습니다.';
        msg += '고유ID : ' + rsp.imp_uid;
        msg += '상점 거래ID : ' + rsp.merchant_uid;
        msg += '결제 금액 : ' + rsp.paid_amount;
        msg += '카드 승인번호 : ' + rsp.apply_num;
    } else {
        var msg = '결제에 실패하였습니다.';
        msg += '에러내용 : ' + rsp.error_msg;
    }

    alert(msg);
});`

/** Manual 2.2.b: on a phone, without a callback. Its `inicis` is a PG that the merchant may not have, and its address a placeholder. */
export const SAMPLE_2_2_B = `IMP.request_pay({
    pg : 'inicis',
    pay_method : 'card',
    merchant_uid : 'merchant_' + new Date().getTime(),
    name : '주문명:결제테스트',
    amount : 14000,
    buyer_email : 'iamport@siot.do',
    buyer_name : '구매자이름',
    buyer_tel : '010-1234-5678',
    buyer_addr : '서울특별시 강남구 삼성동',
    buyer_postcode : '123-456',
    m_redirect_url : 'https://www.myservice.com/payments/complete'
});`

/** Manual 2.2.a: on a PC, with the shop's server asked by jQuery. `everythings_fine` is left to the shop. */
export const SAMPLE_2_2_A = `IMP.request_pay({
    pg : 'inicis',
    pay_method : 'card',
    merchant_uid : 'merchant_' + new Date().getTime(),
    name : '주문명:결제테스트',
    amount : 14000,
    buyer_email : 'iamport@siot.do',
    buyer_name : '구매자이름',
    buyer_tel : '010-1234-5678',
    buyer_addr : '서울특별시 강남구 삼성동',
    buyer_postcode : '123-456'
}, function(rsp) {
    if ( rsp.success ) {
    	//[1] 서버단에서 결제정보 조회를 위해 jQuery ajax로 imp_uid 전달하기
    	jQuery.ajax({
    		url: "/payments/complete", //cross-domain error가 발생하지 않도록 동일한 도메인으로 전송
    		type: 'POST',
    		dataType: 'json',
    		data: {
	    		imp_uid : rsp.imp_uid
	    		//기타 필요한 데이터가 있으면 추가 전달
    		}
    	}).done(function(data) {
    		//[2] 서버에서 REST API로 결제정보확인 및 서비스루틴이 정상적인 경우
    		if ( everythings_fine ) {
    			var msg = '결제가 완료되었습니다.';
    			msg += '\\n고유ID : ' + rsp.imp_uid;
    			msg += '\\n상점 거래ID : ' + rsp.merchant_uid;
    			msg += '\\결제 금액 : ' + rsp.paid_amount;
    			msg += '카드 승인번호 : ' + rsp.apply_num;

    			alert(msg);
    		} else {
    			//[3] 아직 제대로 결제가 되지 않았습니다.
    			//[4] 결제된 금액이 요청한 금액과 달라 결제를 자동취소처리하였습니다.
    		}
    	});
    } else {
        var msg = '결제에 실패하였습니다.';
        msg += '에러내용 : ' + rsp.error_msg;

        alert(msg);
    }
});`

/** Manual 3.2: an app says how others open it again. */
export const SAMPLE_3_2 = `IMP.request_pay({
	/*...중략... */
	app_scheme: 'iamporttest' //예시 URL scheme으로 iamporttest를 사용
})`

export interface SamplePage {
  readonly script: string
  readonly user_code?: string | null
  /** What the button 결제 does. */
  readonly pay: string
}

/** What the wrapper around request_pay wrote down. */
export interface Recorded {
  /** The objects that callbacks were given. */
  readonly rsps: Record<string, unknown>[]
  /** What request_pay was given: the caller's own objects, as the SDK left them. */
  readonly params: Record<string, unknown>[]
  readonly returned: unknown[]
  /** Whether the dialog was open while the callback ran. */
  readonly was_open: boolean[]
}

/**
 * A page that loads the SDK and pays when its button is pressed. It wraps request_pay from outside, so that the sample
 * stays as it is: `window.recorded` has what went in and out.
 */
export function samplePage({ script, user_code = 'imp00000000', pay }: SamplePage): string {
  return `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>상점</title>
<script type="text/javascript" src="${script}"></script>
<script>
window.recorded = { rsps: [], params: [], returned: [], was_open: [] };
(function () {
  var request_pay = IMP.request_pay;
  IMP.request_pay = function (param, callback) {
    var watched = callback && function (rsp) {
      recorded.rsps.push(JSON.parse(JSON.stringify(rsp)));
      recorded.was_open.push(getComputedStyle(document.querySelector('.imp-dialog')).display !== 'none');
      return callback.apply(this, arguments);
    };
    recorded.params.push(param);
    var returned = request_pay.call(IMP, param, watched);
    recorded.returned.push(returned);
    return returned;
  };
})();
${user_code === null ? '' : `IMP.init('${user_code}');`}
function pay() {
${pay}
}
</script>
</head>
<body>
<h1>상점</h1>
<button type="button" onclick="pay()">결제</button>
</body>
</html>`
}
