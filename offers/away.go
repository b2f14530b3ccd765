package offers

import (
	"bytes"
	"fmt"

	"tok/fault"
	"tok/internal/web"
)

// away gives an offer in a form to send or to print.
func away(r *web.Request, s *Sheet, form string) (err error) {
	defer fault.While(&err, "writing offer %s as %s", s.Number, form)
	document := s.Document(r.Clock().Zone(), r.Site().Sample)
	var body bytes.Buffer
	switch form {
	case "txt":
		return r.Text(document.Text())
	case "pdf":
		if err := document.PDF(&body); err != nil {
			return err
		}
		return r.File("application/pdf", awayName(s, form), body.Bytes())
	case "xlsx":
		if err := document.XLSX(&body); err != nil {
			return err
		}
		return r.File("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", awayName(s, form), body.Bytes())
	}
	return fault.Of(fault.Missing, "offers.missing", "number", r.PathValue("number"))
}

// awayName is the name of the file: "tok-118-2-sq.pdf".
func awayName(s *Sheet, form string) string {
	return fmt.Sprintf("tok-%s-%s.%s", s.Number, s.Lang, form)
}
