package source

// The directories of a site. It needs only the first; its files in the others go before Baken's own.
const (
	ContentDir   = "content"
	CriteriaDir  = ContentDir + "/criteria"
	TemplatesDir = "templates"
	AssetsDir    = "assets"
	StringsDir   = "i18n"
)

// Dirs returns the directories at the top of a site that Baken reads, sorted.
func Dirs() []string { return []string{AssetsDir, ContentDir, StringsDir, TemplatesDir} }
