-- The treasurer's lists are read along an index, newest first.


CALL tenant_wall('tax_receipt_batch');
REVOKE DELETE ON "tax_receipt_batch" FROM alumni_app;
