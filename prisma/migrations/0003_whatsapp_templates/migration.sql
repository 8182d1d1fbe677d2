-- Language → id of the template that WhatsApp approved for these words. Part of a version, like the texts.
ALTER TABLE "templates" ADD COLUMN "whatsapp" JSONB NOT NULL DEFAULT '{}';
