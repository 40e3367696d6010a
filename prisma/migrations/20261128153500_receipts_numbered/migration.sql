-- Tax receipts as well bear the number that their counter stands at, and so does nothing twice or out of turn.
CREATE FUNCTION receipt_has_the_next_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "piece_counter" c WHERE c."tenantId" = NEW."tenantId" AND c."series" = 'tax-receipt' AND c."year" = NEW."year"
    AND c."last" = NEW."number";
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the number % is not the next one', NEW."number" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tax_receipt_has_the_next_number BEFORE INSERT ON "tax_receipt"
  FOR EACH ROW EXECUTE FUNCTION receipt_has_the_next_number();
