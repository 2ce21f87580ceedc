module baken.example/baken

go 1.26
