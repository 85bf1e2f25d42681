-- Works by others in a picture, as a JSON list: name, collection, author, licence, address.
ALTER TABLE records ADD COLUMN works TEXT NOT NULL DEFAULT '[]';
