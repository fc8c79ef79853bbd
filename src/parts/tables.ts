/** All tables as they are, for a new database: what the migrations lead to. Written by `npm run docs`. */
export const TABLES = `
CREATE TABLE merchants (
        id integer primary key,
        name text not null,
        user_code text not null unique,
        imp_key text not null unique,
        imp_secret text not null,
        settings text not null check (json_valid(settings))
      ) strict;
CREATE TABLE payments (
        no integer primary key,
        imp_uid text not null unique,
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        status text not null check (status in ('ready', 'paid', 'cancelled', 'failed')),
        amount integer not null check (amount >= 0),
        cancel_amount integer not null default 0 check (cancel_amount between 0 and amount),
        currency text not null,
        pay_method text not null,
        channel text not null check (channel in ('pc', 'mobile', 'api')),
        pg_provider text not null,
        pg_id text not null,
        pg_tid text,
        sandbox integer not null,
        started_at integer not null,
        paid_at integer not null default 0,
        failed_at integer not null default 0,
        cancelled_at integer not null default 0,
        updated_at integer not null,
        fail_reason text,
        cancel_reason text,
        receipt_url text,
        customer_uid text,
        approval text not null default '{}', facts text not null default '{}', timeline text not null default '[]') strict;
CREATE TABLE cancels (
        cancellation_id text primary key,
        imp_uid text not null references payments (imp_uid) on delete cascade,
        n integer not null,
        amount integer not null check (amount >= 0),
        cancelled_at integer not null,
        reason text not null,
        pg_tid text not null,
        receipt_url text, tax_free integer not null default 0 check (tax_free >= 0), vat_amount integer,
        unique (imp_uid, n)
      ) strict;
CREATE TABLE prepared (
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        amount integer not null check (amount >= 0),
        currency text,
        primary key (merchant, merchant_uid)
      ) strict, without rowid;
CREATE TABLE deliveries (
        id integer primary key,
        merchant integer not null references merchants (id) on delete cascade,
        imp_uid text,
        merchant_uid text,
        event text not null,
        url text not null,
        original_url text not null,
        content_type text not null check (content_type in ('json', 'form')),
        state text not null check (state in ('pending', 'sending', 'delivered', 'failed')),
        due_at integer not null,
        created_at integer not null
      , due_ms integer not null default 0, host text not null default '', lane text not null default '', retries integer not null default 0, waits_for text check (waits_for in ('browser', 'next')), body text not null default '{}', fault text) strict;
CREATE TABLE attempts (
        id integer primary key,
        delivery integer not null references deliveries (id) on delete cascade,
        at integer not null,
        ms integer,
        status integer,
        error text,
        why text not null default 'first' check (why in ('first', 'retry', 'resend')), request text not null default '{}', response text) strict;
CREATE INDEX attempts_by_delivery on attempts (delivery, id);
CREATE TABLE windows (
        id text primary key,
        imp_uid text not null unique references payments (imp_uid) on delete cascade,
        device text not null check (device in ('pc', 'mobile')),
        kind text not null check (kind in ('layer', 'popup', 'redirect')),
        home text not null check (home in ('callback', 'redirect')),
        step integer not null default 0,
        input text not null default '{}' check (json_valid(input)),
        ended text check (ended in ('approve', 'cancel', 'close', 'decline', 'abandon')),
        error_code text
      , held integer not null default 0 check (held in (0, 1)), error_msg text) strict, without rowid;
CREATE TABLE memory (name text primary key, value text not null) strict, without rowid;
CREATE TABLE webhook_rules (
        id integer primary key,
        merchant integer not null references merchants (id) on delete cascade,
        rule text not null check (json_valid(rule)),
        seen integer not null default 0,
        used integer not null default 0
      ) strict;
CREATE TABLE billing_keys (
        merchant integer not null references merchants (id) on delete cascade,
        customer_uid text not null,
        pg_provider text not null,
        pg_id text not null,
        sandbox integer not null,
        pay_method text not null,
        customer_id text,
        card_code text,
        card_name text,
        card_number text,
        card_type integer,
        customer_name text,
        customer_tel text,
        customer_email text,
        customer_addr text,
        customer_postcode text,
        inserted integer not null,
        updated integer not null,
        primary key (merchant, customer_uid)
      ) strict, without rowid;
CREATE TABLE billing_key_channels (
        merchant integer not null,
        customer_uid text not null,
        n integer not null,
        channel_group_id text not null,
        pg_provider text not null,
        pg_id text not null,
        failure text,
        primary key (merchant, customer_uid, n),
        foreign key (merchant, customer_uid) references billing_keys (merchant, customer_uid) on delete cascade
      ) strict, without rowid;
CREATE TABLE schedules (
        no integer primary key,
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        customer_uid text not null,
        pg_provider text not null,
        pg_id text not null,
        sandbox integer not null,
        customer_id text,
        schedule_at integer not null,
        executed_at integer not null default 0,
        revoked_at integer not null default 0,
        status text not null check (status in ('scheduled', 'executed', 'revoked')),
        imp_uid text references payments (imp_uid) on delete cascade,
        attempts integer not null default 0,
        amount integer not null check (amount > 0),
        currency text not null,
        facts text not null check (json_valid(facts)),
        unique (merchant, merchant_uid)
      ) strict;
CREATE INDEX schedules_by_due on schedules (schedule_at, no) where status = 'scheduled';
CREATE INDEX schedules_by_time on schedules (merchant, schedule_at, no);
CREATE INDEX schedules_by_customer on schedules (merchant, customer_uid, schedule_at, no);
CREATE TABLE cash_receipts (
        merchant integer not null references merchants (id) on delete cascade,
        of text not null check (of in ('payment', 'external')),
        uid text not null,
        n integer not null,
        receipt_tid text not null,
        apply_num text not null,
        type text not null check (type in ('person', 'company')),
        amount integer not null check (amount > 0),
        vat integer not null check (vat between 0 and amount),
        pg_provider text not null,
        applied_at integer not null,
        cancelled_at integer not null default 0, identifier text not null default '', name text,
        primary key (merchant, of, uid)
      ) strict, without rowid;
CREATE TABLE deposits (
        imp_uid text not null references payments (imp_uid) on delete cascade,
        n integer not null,
        pg_tid text not null,
        amount integer not null check (amount > 0),
        depositor_name text not null,
        deposited_at integer not null,
        primary key (imp_uid, n)
      ) strict, without rowid;
CREATE INDEX payments_by_customer_uid on payments (merchant, customer_uid, started_at, no)
        where customer_uid is not null;
CREATE INDEX payments_by_merchant_uid on payments (merchant, merchant_uid, started_at, no);
CREATE TABLE escrow_deliveries (
        imp_uid text primary key references payments (imp_uid) on delete cascade,
        company text not null,
        invoice text not null,
        sent_at integer not null,
        applied_at integer not null,
        parties text not null check (json_valid(parties))
      ) strict, without rowid;
CREATE TABLE product_orders (
        product_order_id text primary key,
        imp_uid text not null references payments (imp_uid) on delete cascade,
        n integer not null,
        status text not null check (status in ('PAYMENT_WAITING', 'PAYED', 'DELIVERING', 'DELIVERED',
          'PURCHASE_DECIDED', 'EXCHANGED', 'CANCELED', 'RETURNED', 'CANCELED_BY_NOPAYMENT')),
        claim_type text check (claim_type in ('CANCEL', 'RETURN', 'EXCHANGE', 'ADMIN_CANCEL')),
        claim_status text,
        is_placed integer not null,
        is_withheld integer not null,
        product_amount integer not null check (product_amount >= 0),
        delivery_amount integer not null check (delivery_amount >= 0),
        item text not null check (json_valid(item)),
        detail text not null check (json_valid(detail)),
        unique (imp_uid, n)
      ) strict, without rowid;
CREATE TABLE naver_reviews (
        review_id text primary key,
        merchant integer not null references merchants (id) on delete cascade,
        product_order_id text not null references product_orders (product_order_id) on delete cascade,
        type text not null check (type in ('general', 'premium')),
        score integer not null check (score between 1 and 5),
        title text not null,
        content text,
        created_at integer not null
      ) strict, without rowid;
CREATE INDEX naver_reviews_by_time on naver_reviews (merchant, type, created_at);
CREATE TABLE kcpquick_members (
        merchant integer not null references merchants (id) on delete cascade,
        member_id text not null,
        pg_id text not null,
        has_fido integer not null,
        inserted integer not null,
        updated integer not null,
        primary key (merchant, member_id)
      ) strict, without rowid;
CREATE TABLE kcpquick_prepared (
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        detail text not null check (json_valid(detail)),
        primary key (merchant, merchant_uid)
      ) strict, without rowid;
CREATE TABLE pg_notes (
        imp_uid text not null references payments (imp_uid) on delete cascade,
        kind text not null,
        n integer not null,
        detail text not null check (json_valid(detail)),
        primary key (imp_uid, kind, n)
      ) strict, without rowid;
CREATE INDEX pg_notes_by_kind on pg_notes (kind);
CREATE TABLE certifications (
        no integer primary key,
        imp_uid text not null unique,
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        pg_provider text not null,
        pg_id text not null,
        pg_tid text,
        origin text not null,
        requested_at integer not null,
        otp_sent_at integer not null default 0,
        otp_count integer not null default 0,
        otp_wrong integer not null default 0,
        certified_at integer not null default 0,
        person text check (json_valid(person)),
        facts text not null check (json_valid(facts))
      ) strict;
CREATE TABLE certification_windows (
        id text primary key,
        imp_uid text not null unique references certifications (imp_uid) on delete cascade,
        device text not null check (device in ('pc', 'mobile')),
        kind text not null check (kind in ('layer', 'popup', 'redirect')),
        home text not null check (home in ('callback', 'redirect')),
        step integer not null default 0,
        input text not null default '{}' check (json_valid(input)),
        ended text check (ended in ('certify', 'cancel', 'close', 'fail', 'abandon')),
        error_code text,
        error_msg text
      ) strict, without rowid;
CREATE TABLE naver_acts (
        id integer primary key,
        merchant integer not null references merchants (id) on delete cascade,
        product_order_id text not null references product_orders (product_order_id) on delete cascade,
        act text not null,
        reason text not null,
        detail text not null check (json_valid(detail)),
        due_at integer not null
      ) strict;
CREATE INDEX naver_acts_due on naver_acts (due_at, id);
CREATE TABLE deadlines (
        id integer primary key,
        imp_uid text not null references payments (imp_uid) on delete cascade,
        kind text not null check (kind in ('vbank', 'window', 'auto_cancel', 'test_charge')),
        due_at integer not null,
        unique (imp_uid, kind)
      ) strict;
CREATE INDEX deadlines_due on deadlines (due_at, id);
CREATE UNIQUE INDEX cash_receipts_tid on cash_receipts (receipt_tid);
CREATE TABLE tokens (
        imp_key text primary key,
        user_code text not null,
        n integer not null,
        access_token text not null unique,
        expired_at integer not null
      ) strict, without rowid;
CREATE INDEX deliveries_pending on deliveries (host, due_ms, id) where state = 'pending';
CREATE INDEX deliveries_sending on deliveries (id) where state = 'sending';
CREATE INDEX deliveries_failed on deliveries (id, merchant) where state = 'failed';
CREATE INDEX deliveries_rewritten on deliveries (merchant, original_url) where url <> original_url;
CREATE INDEX attempts_failed on attempts (error, delivery) where error is not null;
CREATE TABLE "trace" (
        seq integer primary key,
        at_ms integer not null,
        clock integer not null,
        surface text not null,
        imp_uid text,
        merchant_uid text,
        cause integer,
        line_no integer,
        line text,
        request text,
        request_body text,
        response text,
        response_body text,
        size integer not null
      ) strict;
`
