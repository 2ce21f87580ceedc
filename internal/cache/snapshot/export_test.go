package snapshot

// Local reports whether the stamps of files in a directory are believed.
func Local(dir string) bool {
	at, err := openDirectory(dir)
	if err != nil {
		return false
	}
	defer at.Close()
	_, local := at.local()
	return local
}
