package diag

import (
	"maps"
	"slices"
)

// properties are the fixed properties of a code.
type properties struct {
	// severity is the severity of the code's findings where site.yaml sets no other.
	severity Severity
	// adjustable reports whether site.yaml may set another severity.
	adjustable bool
}

// An error is adjustable if the site is complete in spite of it: a link without a target, say, is
// published as text. An error is fixed if a page, a file or a setting would be missing. Warnings
// are adjustable.
const (
	fixed      = false
	adjustable = true
)

// table lists every code with its properties. Severities, the list of codes, the JSON Schema of
// site.yaml and the tests of scripts and documentation derive from it.
var table = map[Code]properties{
	FileEncoding:   {Error, fixed},
	FileTooLarge:   {Error, fixed},
	FileName:       {Error, adjustable},
	FileLanguage:   {Error, adjustable},
	FileLink:       {Error, fixed},
	NestingTooDeep: {Error, fixed},
	FileUnreadable: {Error, fixed},
	OutputInSite:   {Error, fixed},
	DownloadType:   {Error, fixed},

	DownloadConflict: {Error, fixed},
	DownloadCut:      {Error, adjustable},
	FileNameCase:     {Warning, adjustable},

	PictureActive: {Error, fixed},

	TextBidi: {Warning, adjustable},

	YAMLSyntax:       {Error, fixed},
	YAMLUnknownKey:   {Error, fixed},
	YAMLDuplicateKey: {Error, fixed},
	YAMLType:         {Error, fixed},
	YAMLMissingKey:   {Error, fixed},
	YAMLAlias:        {Error, fixed},
	YAMLValue:        {Error, fixed},
	YAMLMisread:      {Warning, adjustable},

	FrontMatterMissing:  {Error, fixed},
	FrontMatterUnclosed: {Error, fixed},
	DescriptionMissing:  {Warning, adjustable},
	SiteMissing:         {Error, fixed},
	SiteBaseURL:         {Error, fixed},
	BasePathFiles:       {Warning, adjustable},
	BasePathAddress:     {Warning, adjustable},
	SiteLanguage:        {Error, fixed},
	SiteMenu:            {Error, adjustable},
	SiteSecurity:        {Warning, adjustable},
	SiteSeverity:        {Error, fixed},
	LayoutUnknown:       {Error, fixed},
	CriteriaUnknown:     {Error, adjustable},
	DateMissing:         {Error, adjustable},
	DateOrder:           {Error, adjustable},
	ReviewOverdue:       {Warning, adjustable},
	Placeholder:         {Warning, adjustable},
	DayAhead:            {Warning, adjustable},
	DayPassed:           {Warning, adjustable},

	SlugInvalid:   {Error, fixed},
	URLConflict:   {Error, fixed},
	AliasInvalid:  {Error, adjustable},
	AliasConflict: {Error, adjustable},
	AliasLoop:     {Error, adjustable},
	URLGone:       {Warning, adjustable},
	RedirectsMany: {Warning, adjustable},
	HomeMissing:   {Error, fixed},

	RawHTML:           {Error, adjustable},
	LinkScheme:        {Error, adjustable},
	LinkPage:          {Error, fixed},
	LinkUnpublished:   {Error, fixed},
	LinkAnchor:        {Error, adjustable},
	LinkLanguage:      {Warning, adjustable},
	LinkOutside:       {Error, fixed},
	LinkRoot:          {Warning, adjustable},
	LinkEmpty:         {Error, adjustable},
	LinkExternal:      {Warning, adjustable},
	LinkMoved:         {Warning, adjustable},
	ImageMissing:      {Error, fixed},
	ImageAlt:          {Error, adjustable},
	ImageForeign:      {Error, adjustable},
	ImageInvalid:      {Error, fixed},
	ImageTooLarge:     {Error, adjustable},
	ImageUnsized:      {Warning, adjustable},
	ImageAnimated:     {Warning, adjustable},
	ImageTurned:       {Warning, adjustable},
	HeadingFirst:      {Error, adjustable},
	HeadingJump:       {Warning, adjustable},
	HeadingEmpty:      {Error, adjustable},
	HeadingBold:       {Warning, adjustable},
	DirectiveUnknown:  {Error, adjustable},
	DirectiveArgument: {Error, adjustable},
	AttributeInvalid:  {Error, adjustable},
	MarkupBroken:      {Error, adjustable},
	MarkupForeign:     {Error, adjustable},
	TableShape:        {Error, adjustable},
	FenceUnclosed:     {Error, adjustable},
	FootnoteUndefined: {Error, adjustable},
	FootnoteUnused:    {Error, adjustable},
	LinkUndefined:     {Error, adjustable},
	LinkUnused:        {Warning, adjustable},
	CalloutUnknown:    {Error, adjustable},
	CalloutEmpty:      {Error, adjustable},
	ComponentUnclosed: {Error, adjustable},
	ComponentContent:  {Error, adjustable},
	VideoFile:         {Error, fixed},
	VideoCaptions:     {Error, adjustable},

	SentenceTooLong:       {Warning, adjustable},
	HardToRead:            {Warning, adjustable},
	LinkTextVague:         {Warning, adjustable},
	SectionEmpty:          {Warning, adjustable},
	AbbreviationUndefined: {Warning, adjustable},

	TranslationMissing:   {Warning, adjustable},
	TranslationDrifted:   {Warning, adjustable},
	TranslationStale:     {Warning, adjustable},
	TranslationFacts:     {Warning, adjustable},
	TranslationThreshold: {Warning, adjustable},
	TextLanguage:         {Warning, adjustable},
	StringMissing:        {Error, fixed},
	StringPlural:         {Error, fixed},
	StringUnknown:        {Warning, adjustable},
	StringInvalid:        {Error, fixed},
	AssetInvalid:         {Error, fixed},
	IconUnusable:         {Warning, adjustable},
	TemplateInvalid:      {Error, fixed},
	GlossaryConflict:     {Error, fixed},
	GlossaryUnknown:      {Error, adjustable},
	IncludeFile:          {Error, fixed},
	IncludeCycle:         {Error, fixed},
	IncludeText:          {Error, fixed},
	IncludeUnused:        {Warning, adjustable},
	ValueConflict:        {Error, fixed},
	ValueUnknown:         {Error, adjustable},
	ValueUnused:          {Warning, adjustable},
	GlossaryUnused:       {Warning, adjustable},

	BrandColor:    {Error, fixed},
	BrandContrast: {Error, adjustable},
	BrandToken:    {Error, fixed},
	BrandFile:     {Error, fixed},
	BrandFont:     {Error, fixed},
	BrandWeight:   {Warning, adjustable},

	TitleShared:    {Warning, adjustable},
	KeywordUseless: {Warning, adjustable},

	CriteriaID:        {Error, fixed},
	CriteriaReference: {Error, fixed},
	CriteriaCondition: {Error, fixed},
	CriteriaVersion:   {Error, fixed},
	CriteriaExample:   {Error, fixed},
	CriteriaCase:      {Error, fixed},
	CriteriaLaw:       {Error, fixed},
	CriteriaFinal:     {Warning, adjustable},
	CriteriaLimit:     {Warning, adjustable},
	CriteriaCurrency:  {Warning, adjustable},
	CriteriaUnused:    {Warning, adjustable},
	CriteriaText:      {Error, fixed},
	CriteriaPeriod:    {Warning, adjustable},
	CriteriaChanges:   {Error, fixed},

	CriteriaGap:         {Error, fixed},
	CriteriaOverlap:     {Error, fixed},
	CriteriaUnreachable: {Error, fixed},
	CriteriaIdle:        {Error, fixed},
	CriteriaLate:        {Warning, adjustable},
	CriteriaSize:        {Error, fixed},
}

// Severity returns the severity of the code's findings before site.yaml changes it. It is Off for
// a code that isn't in the table.
func (c Code) Severity() Severity { return table[c].severity }

// Adjustable reports whether site.yaml may change the severity of the code's findings.
func (c Code) Adjustable() bool { return table[c].adjustable }

// Known reports whether the code is in the table.
func (c Code) Known() bool {
	_, ok := table[c]
	return ok
}

// Codes returns every code, sorted.
func Codes() []Code { return slices.Sorted(maps.Keys(table)) }
