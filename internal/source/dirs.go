package source

// The directories of a site. Only ContentDir is required; BrandDir holds the files of a site's
// look, and files in the other directories override Baken's own.
const (
	ContentDir   = "content"
	CriteriaDir  = ContentDir + "/criteria"
	TemplatesDir = "templates"
	AssetsDir    = "assets"
	BrandDir     = "brand"
	StringsDir   = "i18n"
)

// Dirs returns the top-level directories of a site that Baken reads, sorted.
func Dirs() []string { return []string{AssetsDir, BrandDir, ContentDir, StringsDir, TemplatesDir} }
