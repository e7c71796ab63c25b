package sql

import "github.com/azoth-go/azoth/sql/ast"

// LikeEscape is Like with a character of the program's own choice before a % or
// _ that stands for itself: X LIKE pattern ESCAPE '/'.
func (x textual[R, K]) LikeEscape(pattern, escape string) Bool {
	return x.like(pattern, ast.Like{Escape: escape})
}

// ILikeEscape is LikeEscape without regard to case.
func (x textual[R, K]) ILikeEscape(pattern, escape string) Bool {
	return x.like(pattern, ast.Like{Escape: escape, Fold: true})
}

// IContains is Contains without regard to case.
func (x textual[R, K]) IContains(s string) Bool {
	return x.like("%"+likeEscaper.Replace(s)+"%", ast.Like{Escape: likeEscape, Fold: true})
}

// IStartsWith is StartsWith without regard to case.
func (x textual[R, K]) IStartsWith(s string) Bool {
	return x.like(likeEscaper.Replace(s)+"%", ast.Like{Escape: likeEscape, Fold: true})
}

// IEndsWith is EndsWith without regard to case.
func (x textual[R, K]) IEndsWith(s string) Bool {
	return x.like("%"+likeEscaper.Replace(s), ast.Like{Escape: likeEscape, Fold: true})
}

// Like is x LIKE pattern.
func Like(x, pattern Operand[string]) Bool { return likeOf(x, pattern, ast.Like{}) }

// ILike is Like without regard to case, on every database.
func ILike(x, pattern Operand[string]) Bool { return likeOf(x, pattern, ast.Like{Fold: true}) }

// Contains is x LIKE '%' || part || '%'. In part, % and _ are patterns: the
// method Contains takes a text that they stand for themselves in.
func Contains(x, part Operand[string]) Bool {
	return likeOf(x, part, ast.Like{Before: true, After: true})
}

// StartsWith is x LIKE part || '%'; see [Contains].
func StartsWith(x, part Operand[string]) Bool { return likeOf(x, part, ast.Like{After: true}) }

// EndsWith is x LIKE '%' || part; see [Contains].
func EndsWith(x, part Operand[string]) Bool { return likeOf(x, part, ast.Like{Before: true}) }

// IContains is [Contains] without regard to case.
func IContains(x, part Operand[string]) Bool {
	return likeOf(x, part, ast.Like{Before: true, After: true, Fold: true})
}

// IStartsWith is [StartsWith] without regard to case.
func IStartsWith(x, part Operand[string]) Bool {
	return likeOf(x, part, ast.Like{After: true, Fold: true})
}

// IEndsWith is [EndsWith] without regard to case.
func IEndsWith(x, part Operand[string]) Bool {
	return likeOf(x, part, ast.Like{Before: true, Fold: true})
}

func likeOf(x, pattern Expression, like ast.Like) Bool {
	var err, patternErr error
	like.X, err = nodeOf(x)
	like.Pattern, patternErr = nodeOf(pattern)
	return build[Bool](&like, err, patternErr)
}
