-- What happened to a case is asked with all its offers and orders.
create index offer_of_case on offer (case_id, offer_id desc);
create index work_order_of_case on work_order (case_id, order_id desc);
