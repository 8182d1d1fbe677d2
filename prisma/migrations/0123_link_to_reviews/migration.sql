-- Where customers tell others how it was; texts that ask for it name the address as {link}.
ALTER TABLE organisations ADD COLUMN "reviewUrl" text CHECK ("reviewUrl" ~ '^https?://');
