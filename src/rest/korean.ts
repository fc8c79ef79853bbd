/** What each operation does, in Korean, for the page of the API. The rows themselves say it in English. */

export const KOREAN: Readonly<Record<string, string>> = {
  'POST /users/getToken': '다른 모든 API에 쓰는 토큰을 발급합니다. 30분 동안 유효합니다.',
  'GET /users/pg': '계정의 결제 채널 목록입니다. 채널이 없으면 샌드박스의 모든 PG사를 보여 줍니다.',
  'GET /tiers/{tier_code}': '하위 상점을 조회합니다. 모든 API는 Tier 헤더로 하위 상점 코드를 받습니다.',
  'GET /payments/{imp_uid}': 'imp_uid로 결제를 조회합니다. 결제를 검증할 때 부르는 API입니다.',
  'GET /payments/{imp_uid}/balance': '결제수단별 결제 금액과 취소 후 남은 금액을 조회합니다 (payco, kcp).',
  'GET /payments':
    'imp_uid[]와 merchant_uid[]로 최대 100건을 조회합니다. 최근 결제부터이며, 일부를 찾지 못하면 207입니다.',
  'GET /payments/find/{merchant_uid}/{payment_status?}':
    'merchant_uid로 결제 1건을 조회합니다. sorting 순서의 첫 번째이며, 상태로 거를 수 있습니다.',
  'GET /payments/findAll/{merchant_uid}/{payment_status?}':
    'merchant_uid의 모든 결제를 조회합니다. 상태로 거를 수 있습니다.',
  'GET /payments/status/{payment_status}':
    '상태별 결제 목록입니다. 조회 기간은 최대 90일이고, 기본값은 최근 90일입니다.',
  'POST /payments/cancel': '결제를 전부 또는 일부 취소합니다. 거절은 모두 HTTP 200에 code 1 또는 -1입니다.',
  'POST /payments/prepare':
    'merchant_uid로 결제되어야 할 금액을 미리 등록합니다. 금액이 다른 request_pay는 거절됩니다.',
  'PUT /payments/prepare': '사전 등록한 금액을 바꿉니다.',
  'GET /payments/prepare/{merchant_uid}': '사전 등록한 금액을 조회합니다.',
  'GET /subscribe/customers': 'customer_uid[]로 빌링키 여러 건을 조회합니다. 일부를 찾지 못하면 207입니다.',
  'GET /subscribe/customers/{customer_uid}': '빌링키를 조회합니다. 없는 빌링키는 HTTP 200에 code 1입니다.',
  'POST /subscribe/customers/{customer_uid}':
    '결제 없이 카드를 customer_uid에 등록합니다. 다른 카드를 등록하면 이전 카드를 대신합니다.',
  'DELETE /subscribe/customers/{customer_uid}':
    '빌링키를 삭제합니다. 되돌릴 수 없으며, 이미 예약된 결제는 남아 있다가 실패합니다.',
  'GET /subscribe/customers/{customer_uid}/payments':
    '빌링키로 결제한 내역을 20건씩 조회합니다. 없는 customer_uid면 빈 목록입니다.',
  'POST /subscribe/payments/onetime':
    '카드 정보로 한 번 결제합니다. 잘못된 카드 정보는 code -1, 승인 거절은 status가 failed인 결제입니다.',
  'POST /subscribe/payments/foreign':
    '해외 카드로 한 번 결제합니다 (생년월일·비밀번호 없음). 문서에 없지만 클라이언트 라이브러리가 씁니다.',
  'POST /subscribe/payments/again':
    '빌링키로 결제합니다. 승인이 거절되어도 결제는 만들어지므로 status를 확인하세요.',
  'POST /subscribe/payments/schedule':
    '결제를 예약합니다. 전부 등록되거나 전부 거절됩니다. 빌링키가 없으면 카드 정보를 함께 보내야 하고, 그 카드로 빌링키가 만들어집니다.',
  'GET /subscribe/payments/schedule': '예약 결제 목록입니다. 기간은 최대 3개월이며 최근 예약부터입니다.',
  'POST /subscribe/payments/unschedule':
    '아직 실행되지 않은 예약을 취소합니다. customer_uid 전체 또는 일부 merchant_uid를 고를 수 있습니다.',
  'GET /subscribe/payments/schedule/{merchant_uid}': '예약 1건을 조회합니다.',
  'PUT /subscribe/payments/schedule/{merchant_uid}': '아직 실행되지 않은 예약의 시각을 바꿉니다.',
  'POST /subscribe/payments/schedule/{merchant_uid}/reschedule': '실패했거나 취소된 예약을 다시 예약합니다.',
  'POST /subscribe/payments/schedule/{merchant_uid}/retry':
    '실패했거나 취소된 예약을 지금 결제합니다. 응답의 status를 확인하세요.',
  'GET /subscribe/payments/schedule/customers/{customer_uid}':
    'customer_uid의 예약 목록입니다. 최근 예약부터이며, 없는 customer_uid면 빈 목록입니다.',
  'GET /subscribe/customers/{customer_uid}/schedules':
    'customer_uid의 예약 목록입니다. 최근 예약부터이며, 없는 customer_uid면 빈 목록입니다.',
  'POST /vbanks': '가상계좌를 발급합니다. 입금 전까지 결제는 ready 상태입니다.',
  'PUT /vbanks/{imp_uid}': '입금 대기 중인 가상계좌의 금액이나 입금기한을 바꿉니다 (settle).',
  'DELETE /vbanks/{imp_uid}': '입금 대기 중인 가상계좌를 회수합니다. 결제는 취소되며 환불할 금액은 없습니다.',
  'GET /vbanks/holder':
    '계좌의 예금주를 조회합니다. 2025년부터 문서에서 빠졌지만 클라이언트 라이브러리 5개가 씁니다.',
  'POST /cvs': '편의점에서 수납할 바코드를 등록합니다 (galaxia).',
  'DELETE /cvs/{imp_uid}': '수납 전에 바코드를 취소합니다.',
  'GET /receipts/{imp_uid}': '결제의 현금영수증을 조회합니다. 취소된 것에는 cancelled_at이 있습니다.',
  'POST /receipts/{imp_uid}': '결제된 가상계좌·계좌이체의 남은 금액으로 현금영수증을 발급합니다.',
  'DELETE /receipts/{imp_uid}': '결제의 현금영수증을 취소합니다.',
  'GET /receipts/external/{merchant_uid}': '아임포트 밖에서 이루어진 거래의 현금영수증을 조회합니다.',
  'POST /receipts/external/{merchant_uid}': '아임포트 밖에서 이루어진 거래의 현금영수증을 발급합니다.',
  'DELETE /receipts/external/{merchant_uid}': '아임포트 밖에서 이루어진 거래의 현금영수증을 취소합니다.',
  'GET /cards': '금융결제원 코드로 된 카드사 목록입니다.',
  'GET /cards/{card_standard_code}': '금융결제원 코드로 카드사 1곳을 조회합니다.',
  'GET /banks': '세 자리 코드로 된 은행 목록입니다.',
  'GET /banks/{bank_standard_code}': '세 자리 코드로 은행 1곳을 조회합니다.',
  'GET /certifications/{imp_uid}': '본인인증 결과를 조회합니다 (IMP.certification 또는 OTP).',
  'DELETE /certifications/{imp_uid}': '본인인증 정보를 삭제하고, 마지막으로 그 내용을 돌려줍니다.',
  'POST /certifications/otp/request':
    '인증번호 6자리를 문자로 보냅니다. 샌드박스는 인증번호를 로그에 보여 줍니다.',
  'POST /certifications/otp/confirm/{imp_uid}': '문자로 받은 인증번호를 확인합니다.',
  'GET /escrows/logis/{imp_uid}': '에스크로 결제의 배송 정보를 조회합니다.',
  'POST /escrows/logis/{imp_uid}': '에스크로 결제의 배송 정보를 등록합니다. 한 번만 등록할 수 있습니다.',
  'PUT /escrows/logis/{imp_uid}': '배송 정보를 수정합니다. 수정할 수 있는 PG사에서만 됩니다.',
  'POST /payments/{imp_uid}/naver/place':
    '상품주문을 발주 확인합니다. 전부면 200, 일부면 207, 하나도 안 되면 500입니다.',
  'POST /payments/{imp_uid}/naver/approve-cancel':
    '구매자의 취소 요청을 승인하고 환불합니다. 전부 200, 일부 207, 없음 500.',
  'POST /payments/{imp_uid}/naver/collect-exchanged':
    '교환 상품의 수거를 완료합니다. 전부 200, 일부 207, 없음 500.',
  'POST /payments/{imp_uid}/naver/resolve-return': '보류한 반품을 해제합니다. 전부 200, 일부 207, 없음 500.',
  'POST /payments/{imp_uid}/naver/cancel':
    '발송 전 상품주문을 취소하고 환불합니다. 전부 200, 일부 207, 없음 500.',
  'POST /payments/{imp_uid}/naver/ship': '상품을 발송 처리합니다. 전부 200, 일부 207, 없음 500.',
  'POST /payments/{imp_uid}/naver/ship-exchanged':
    '교환 상품을 재발송 처리합니다. 전부 200, 일부 207, 없음 500.',
  'POST /payments/{imp_uid}/naver/request-return':
    '상점이 구매자를 대신해 반품을 접수합니다. 전부 200, 일부 207, 없음 500.',
  'POST /payments/{imp_uid}/naver/approve-return':
    '반품을 승인하고 환불합니다. 전부 200, 일부 207, 없음 500.',
  'POST /payments/{imp_uid}/naver/reject-return': '반품을 거부합니다. 전부 200, 일부 207, 없음 500.',
  'POST /payments/{imp_uid}/naver/withhold-return':
    '구매자가 비용을 낼 때까지 반품을 보류합니다. 전부 200, 일부 207, 없음 500.',
  'GET /payments/{imp_uid}/naver/product-orders': '네이버페이 주문형 결제의 상품주문 목록입니다.',
  'GET /naver/product-orders/{product_order_id}': '상품주문 1건을 조회합니다.',
  'GET /naver/reviews': '기간 안의 구매평을 최근 것부터 조회합니다.',
  'POST /payments/{imp_uid}/naver/point': '네이버페이 포인트를 적립합니다. 결제마다 한 번입니다.',
  'POST /payments/{imp_uid}/naver/confirm': '에스크로 결제를 구매 확정합니다. 결제마다 한 번입니다.',
  'GET /payments/{imp_uid}/naver/cash-amount':
    '현금영수증을 발급할 수 있는 금액입니다. 남은 금액을 수단별, 공급가액·부가세별로 나누어 보여 줍니다.',
  'DELETE /kcpquick/members/{member_id}': '퀵페이 회원을 삭제합니다.',
  'POST /kcpquick/payment/money':
    '다른 결제에서 비밀번호를 확인한 뒤 머니로 결제합니다. 처음 보는 member_id는 회원으로 등록됩니다.',
  'POST /kcpquick/prepare/{merchant_uid}': '머니 거래를 등록합니다. 한 번만 등록할 수 있습니다.',
  'PUT /kcpquick/prepare/{merchant_uid}': '등록한 머니 거래를 바꿉니다.',
  'POST /kcpquick/payment/autopay': '저장된 키로 자동결제합니다.',
  'DELETE /kcpquick/autopay/{customer_uid}': '자동결제 키를 삭제합니다.',
  'POST /kcpquick/members/{member_id}/fido/release':
    '회원의 생체인증 등록을 해제합니다. KCP가 거절하면 HTTP 200에 error가 있습니다.',
  'POST /benepia/point': '베네피아 포인트 잔액을 조회합니다.',
  'POST /benepia/payment': '베네피아 포인트로 결제합니다. 포인트가 모자라면 결제가 실패합니다.',
  'POST /payco/orders/status/{imp_uid}': '주문 진행 상태를 페이코에 알립니다.',
  'POST /paymentwall/delivery': '배송을 페이먼트월에 알립니다. 알려야 정산됩니다.',
  'POST /partners/receipts/{imp_uid}':
    '하위 가맹점을 매출전표에 표시합니다. 합계는 남은 금액을 넘을 수 없습니다.',
  'GET /kakao/payment/orders': '카카오페이의 하루 주문을 cid별로 20건씩, 최근 것부터 조회합니다.',
  'GET /_sandbox/openapi.json':
    '아임포트 REST API와 제어 API의 OpenAPI 3.1 문서입니다. /_sandbox/docs는 같은 내용의 화면입니다.',
  'GET /_sandbox/scenarios': '켜져 있는 장애와, 각각 몇 번 해당되고 적용되었는지입니다.',
  'POST /_sandbox/scenarios': '시나리오 파일의 장애를 켭니다. 같은 이름의 시나리오는 대체됩니다.',
  'DELETE /_sandbox/scenarios': '시나리오 하나 또는 전부를 끕니다.',
  'GET /_sandbox/scenarios/unused': '한 번도 적용되지 않은 장애입니다.',
  'GET /_sandbox/scenarios/library':
    '이름으로 켤 수 있는 시나리오 목록입니다. 패키지에 든 것과 YAML로 올린 것입니다.',
  'POST /_sandbox/scenarios/library/{name}/arm': '목록의 시나리오를 이름으로 켭니다.',
  'GET /_sandbox/payments/{imp_uid}/product-orders':
    '네이버페이 주문형 결제의 상품주문을 REST에 없는 내용까지 보여 줍니다.',
  'GET /_sandbox/product-orders': '상점의 모든 상품주문입니다. 최근 결제부터입니다.',
  'POST /_sandbox/product-orders/{product_order_id}/shop/{act}':
    '상품주문 1건에 상점의 REST 요청을 대신 보냅니다. 송장 정보는 채워 줍니다.',
  'POST /_sandbox/product-orders/{product_order_id}/reviews': '구매자가 구매평을 씁니다.',
  'POST /_sandbox/product-orders/{product_order_id}/{act}':
    '구매자가 취소·반품·교환을 요청하거나, 상품을 받거나(deliver), 구매를 확정합니다(decide-purchase). 다음 정각 분에 반영되면 202입니다(naverco_sync 설정).',
  'POST /_sandbox/kcpquick/members': 'KCP 퀵페이 회원을 생체인증과 함께 등록합니다.',
  'GET /_sandbox/merchants': '상점과 키 목록입니다.',
  'POST /_sandbox/merchants': '상점을 추가합니다. imp_secret을 확인하며, 결제는 상점마다 따로입니다.',
  'GET /_sandbox/merchants/{user_code}/settings': '상점의 설정을 조회합니다.',
  'PUT /_sandbox/merchants/{user_code}/settings': '상점의 설정을 바꿉니다. 보내지 않은 항목은 그대로입니다.',
  'DELETE /_sandbox/merchants/{user_code}': '상점과 그 상점의 모든 데이터를 지웁니다.',
  'POST /_sandbox/merchants/{user_code}/keys':
    '상점의 키를 바꿉니다. 지정하거나 새로 만들 수 있고, 이전 키의 토큰은 바로 만료됩니다.',
  'DELETE /_sandbox/tokens': 'REST 토큰을 모두 또는 하나만 만료시킵니다. 새 토큰을 받기 전까지 401입니다.',
  'POST /_sandbox/certifications': '본인인증을 처음부터 끝까지 한 번에 진행합니다.',
  'GET /_sandbox/certifications':
    '본인인증 목록입니다. 최근 것부터이며, 마지막으로 보낸 인증번호가 있습니다.',
  'POST /_sandbox/billing-keys': 'customer_uid로 빌링키를 만듭니다. 카드 정보는 채워 줍니다.',
  'GET /_sandbox/billing-keys': '상점의 모든 빌링키입니다. 오래된 것부터입니다.',
  'POST /_sandbox/billing-keys/{customer_uid}/charge':
    '빌링키로 지금 결제합니다. 승인이 거절되면 실패한 결제가 만들어집니다.',
  'DELETE /_sandbox/billing-keys/{customer_uid}': '빌링키를 삭제합니다.',
  'POST /_sandbox/schedules': '빌링키로 결제를 예약합니다.',
  'GET /_sandbox/schedules': '상점의 모든 예약 결제입니다. 지난 것도 포함합니다.',
  'POST /_sandbox/schedules/{merchant_uid}/run':
    '예약을 지금 실행합니다. 대기 중이거나 실패·취소된 예약에 쓸 수 있습니다.',
  'DELETE /_sandbox/schedules/{merchant_uid}': '대기 중인 예약을 취소합니다.',
  'GET /_sandbox/receipts': '상점의 모든 현금영수증입니다. 최근 것부터입니다.',
  'POST /_sandbox/payments/{imp_uid}/receipt': 'POST /receipts/{imp_uid}처럼 현금영수증을 발급합니다.',
  'DELETE /_sandbox/payments/{imp_uid}/receipt': '결제의 현금영수증을 취소합니다.',
  'DELETE /_sandbox/receipts/external/{merchant_uid}':
    '아임포트 밖에서 이루어진 거래의 현금영수증을 취소합니다.',
  'GET /_sandbox/prepared': 'POST /payments/prepare로 등록한 금액 목록입니다.',
  'POST /_sandbox/prepared': '주문이 결제되어야 할 금액을 등록하거나 바꿉니다.',
  'GET /_sandbox/webhooks': '웹훅과 모든 전송 시도입니다. 오래된 것부터입니다.',
  'GET /_sandbox/webhooks/{id}': '웹훅 1건과 모든 전송 시도입니다.',
  'POST /_sandbox/webhooks/{id}/resend': '웹훅을 다시 보내고 그 결과를 답합니다.',
  'POST /_sandbox/webhooks/resend': '웹훅 여러 건을 차례로 다시 보냅니다. 기본값은 실패한 것 전부입니다.',
  'POST /_sandbox/webhooks/test':
    '관리자 페이지의 호출 테스트입니다. 문서에 있는 본문을 Notification URL이나 지정한 주소로 보냅니다.',
  'GET /_sandbox/webhooks/rules': '웹훅에 일부러 적용하는 규칙과, 각각 몇 번 적용되었는지입니다.',
  'POST /_sandbox/webhooks/rules':
    '조건에 맞는 웹훅의 순서를 바꾸거나, 늦추거나, 두 번 보내거나, 깨뜨리거나, 보내지 않습니다.',
  'DELETE /_sandbox/webhooks/rules': '모든 규칙을 없앱니다.',
  'DELETE /_sandbox/webhooks/rules/{id}': '규칙 하나를 없앱니다.',
  'POST /_sandbox/payments/{imp_uid}/arrived':
    '상점이 브라우저에 응답했음을 알립니다. 브라우저보다 늦게 가기로 한 웹훅이 지금 출발합니다.',
  'POST /_sandbox/payments/{imp_uid}/events':
    'PG사가 직접 보내는 웹훅입니다 (KG이니시스 에스크로 변경, 편의점 수납 직전 확인).',
  'GET /_sandbox/health': '샌드박스가 준비되었는지, 어느 샌드박스인지 답합니다.',
  'GET /_sandbox/connection': '샌드박스의 주소와 키입니다. run이 명령에 넘겨주는 값과 같습니다.',
  'POST /_sandbox/reset':
    '처음 상태로 되돌립니다: 결제와 웹훅이 없고, 설정과 seed는 시작할 때와 같습니다. 본문에 초기 상태 파일을 주면 그 상태로 시작합니다.',
  'GET /_sandbox/export':
    '지금 상태를 초기 상태 파일로 내보냅니다. start, run, createSandbox, reset이 읽습니다.',
  'POST /_sandbox/payments':
    '구매자 한 명의 결제를 한 번에 진행합니다: request_pay 파라미터와 구매자가 할 행동을 줍니다.',
  'POST /_sandbox/payments/open':
    '구매자가 주문하고 결제창을 열어 둡니다. 결제창이 열리지 않는 주문은 거부됩니다.',
  'POST /_sandbox/payments/{imp_uid}/end':
    '열린 결제창을 outcome대로 끝냅니다. 이미 끝난 결제창이면 어떻게 끝났는지 답합니다.',
  'GET /_sandbox/payments': '결제와 타임라인 목록입니다. 최근 것부터입니다.',
  'GET /_sandbox/payments/{imp_uid}': '결제 1건과 타임라인입니다.',
  'POST /_sandbox/payments/{imp_uid}/approve':
    '구매자가 결제창을 마치고 PG사가 승인합니다. late는 실패한 결제를 뒤늦게 승인합니다.',
  'POST /_sandbox/payments/{imp_uid}/expire':
    '입금되지 않은 가상계좌나 열려 있는 결제창의 기한을 지금 만료시킵니다.',
  'POST /_sandbox/payments/{imp_uid}/fail':
    'PG사가 거절합니다. code는 목록에서 고르거나 code와 message를 직접 정하며, 없으면 구매자의 취소입니다.',
  'POST /_sandbox/payments/{imp_uid}/close': '구매자가 결제창을 닫습니다.',
  'POST /_sandbox/payments/{imp_uid}/deposit':
    '가상계좌에 입금합니다. 금액이 다르거나 늦은 입금은 409이며, force면 받습니다.',
  'POST /_sandbox/payments/{imp_uid}/cancel':
    '관리자가 관리자 페이지에서 취소합니다. 이 취소는 웹훅으로 알립니다.',
  'GET /_sandbox/settings': '관리자 페이지의 설정을 조회합니다.',
  'PUT /_sandbox/settings': '설정을 바꿉니다. 보내지 않은 항목은 그대로입니다.',
  'GET /_sandbox/clock': '가상 시각을 조회합니다.',
  'POST /_sandbox/clock': '가상 시각을 바꿉니다. 그 사이에 예정된 일을 차례로 처리하며 이동합니다.',
  'POST /_sandbox/settle': '지금 처리할 일(웹훅 등)과 거기서 이어지는 일을 모두 처리합니다.',
  'GET /_sandbox/snapshots': '이름을 붙여 저장한 상태 목록입니다.',
  'POST /_sandbox/snapshots': '지금 상태를 이름을 붙여 메모리에 저장합니다. 샌드박스가 끝나면 사라집니다.',
  'POST /_sandbox/snapshots/{id}/restore': '저장한 상태로 되돌립니다: 결제, 웹훅, 설정, 시각.',
  'DELETE /_sandbox/snapshots/{id}': '저장한 상태를 지웁니다.',
  'GET /_sandbox/trace':
    '모든 통신의 본문과 걸린 시간, 바뀐 상태를 시작된 순서로 보여 줍니다. 재시작해도 남으며, 비밀 값은 빼고 긴 본문은 자릅니다.',
  'GET /_sandbox/requests': '상점의 REST 요청 기록입니다. 최근 것이 마지막입니다.',
  'GET /_sandbox/events':
    '있었던 일을 한 줄씩, 오래된 것부터 보여 줍니다. after를 주면 그 뒤부터, accept: text/event-stream이면 앞으로의 일을 계속 보냅니다.',
  'POST /_sandbox/wait':
    '조건에 맞는 결제, 웹훅, 요청, 이벤트가 생길 때까지 기다립니다. 이미 있으면 바로 답합니다.',
}
