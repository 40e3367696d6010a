-- A tax receipt follows its person when two records of one person are made one; what it says is never rewritten.
GRANT UPDATE ("personId") ON "tax_receipt" TO alumni_app;
